-- Answers of before campaigns carry the day on which they were given and JSON that nothing reads any more. The program
-- was never in use outside of try-outs then: they go.
DROP TABLE "SurveyResponse";
DROP TABLE "Ballot";
DROP TABLE "Campaign";

CREATE TABLE "FormVersion" (
    "form" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" TEXT NOT NULL,

    PRIMARY KEY ("form", "version")
);

CREATE TABLE "Campaign" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "form" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "opensOn" TEXT NOT NULL,
    "closesOn" TEXT NOT NULL,
    "partner" TEXT NOT NULL,
    "margin" REAL NOT NULL,
    "standing" BOOLEAN NOT NULL DEFAULT false,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "key" BLOB,
    "finishedOn" TEXT,
    "wipedOn" TEXT
);
CREATE INDEX "Campaign_form_idx" ON "Campaign"("form");

CREATE TABLE "CampaignUnit" (
    "campaignId" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "population" INTEGER,

    PRIMARY KEY ("campaignId", "unitCode")
);
CREATE INDEX "CampaignUnit_unitCode_idx" ON "CampaignUnit"("unitCode");

CREATE TABLE "CampaignChange" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "campaignId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "detail" TEXT
);
CREATE INDEX "CampaignChange_campaignId_idx" ON "CampaignChange"("campaignId");

-- WITHOUT ROWID: SQLite numbers the rows of other tables in the order in which they come.
CREATE TABLE "CampaignCount" (
    "campaignId" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    PRIMARY KEY ("campaignId", "unitCode", "kind", "key")
) WITHOUT ROWID;

CREATE TABLE "Ballot" (
    "campaignId" TEXT NOT NULL,
    "token" TEXT NOT NULL,

    PRIMARY KEY ("campaignId", "token")
) WITHOUT ROWID;

CREATE TABLE "VotingCode" (
    "campaignId" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    PRIMARY KEY ("campaignId", "hash")
) WITHOUT ROWID;

CREATE TABLE "SurveyResponse" (
    "campaignId" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "formVersion" INTEGER NOT NULL,
    "answers" TEXT NOT NULL,
    "written" TEXT,

    PRIMARY KEY ("campaignId", "unitCode", "id")
) WITHOUT ROWID;

CREATE TABLE "HeldComment" (
    "campaignId" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "bypass" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("campaignId", "unitCode", "id")
) WITHOUT ROWID;

CREATE TABLE "PhoneBinding" (
    "personId" TEXT NOT NULL PRIMARY KEY,
    "phoneHash" TEXT NOT NULL
);
CREATE INDEX "PhoneBinding_phoneHash_idx" ON "PhoneBinding"("phoneHash");

CREATE TABLE "CriterionScore" (
    "year" INTEGER NOT NULL,
    "unitCode" TEXT NOT NULL,
    "criterion" TEXT NOT NULL,
    "score" REAL NOT NULL,
    "evidence" TEXT NOT NULL,
    "enteredOn" TEXT NOT NULL,

    PRIMARY KEY ("year", "unitCode", "criterion")
);

CREATE TABLE "Dialogue" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "level" TEXT NOT NULL,
    "ownerCode" TEXT NOT NULL,
    "heldOn" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "raised" INTEGER NOT NULL,
    "answered" INTEGER NOT NULL,
    "note" TEXT
);
CREATE INDEX "Dialogue_level_ownerCode_heldOn_idx" ON "Dialogue"("level", "ownerCode", "heldOn");

ALTER TABLE "Case" ADD COLUMN "campaignId" TEXT;
CREATE INDEX "Case_campaignId_idx" ON "Case"("campaignId");

ALTER TABLE "WebMessage" ADD COLUMN "passing" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Outbox" ADD COLUMN "passing" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "Conversation" ADD COLUMN "lookAgainAt" BIGINT;
CREATE INDEX "Conversation_lookAgainAt_idx" ON "Conversation"("lookAgainAt");
