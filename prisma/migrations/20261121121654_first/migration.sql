-- CreateTable
CREATE TABLE "Province" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Unit" (
    "code" TEXT NOT NULL PRIMARY KEY,
    "provinceCode" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    CONSTRAINT "Unit_provinceCode_fkey" FOREIGN KEY ("provinceCode") REFERENCES "Province" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "FormerUnit" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "district" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    CONSTRAINT "FormerUnit_unitCode_fkey" FOREIGN KEY ("unitCode") REFERENCES "Unit" ("code") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Chat" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "address" BLOB NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "unreachable" BOOLEAN NOT NULL DEFAULT false
);

-- CreateTable
CREATE TABLE "Conversation" (
    "chatId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "state" BLOB NOT NULL,
    "updatedAt" BIGINT NOT NULL,

    PRIMARY KEY ("chatId", "personId")
);

-- CreateTable
CREATE TABLE "InboundEvent" (
    "channel" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "receivedAt" BIGINT NOT NULL,

    PRIMARY KEY ("channel", "externalId")
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "queue" TEXT NOT NULL,
    "chatId" TEXT,
    "payload" BLOB NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "dueAt" BIGINT NOT NULL,
    "claimedUntil" BIGINT NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "deadAt" BIGINT
);

-- CreateTable
CREATE TABLE "WebMessage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "chatId" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body" BLOB NOT NULL,
    "createdAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "Seat" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "chatId" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" BIGINT NOT NULL,
    "endedAt" BIGINT
);

-- CreateTable
CREATE TABLE "Invite" (
    "codeHash" TEXT NOT NULL PRIMARY KEY,
    "level" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" BIGINT NOT NULL,
    "expiresAt" BIGINT NOT NULL,
    "usedAt" BIGINT
);

-- CreateTable
CREATE TABLE "ForwardTarget" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "unitCode" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "address" BLOB NOT NULL,
    "secret" BLOB,
    "enabled" BOOLEAN NOT NULL DEFAULT true
);

-- CreateTable
CREATE TABLE "Case" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "code" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "unitCode" TEXT,
    "village" TEXT,
    "level" TEXT,
    "ownerCode" TEXT,
    "category" TEXT,
    "kind" TEXT,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "aboutOfficial" BOOLEAN NOT NULL DEFAULT false,
    "bypass" BOOLEAN NOT NULL DEFAULT false,
    "confidence" REAL,
    "status" TEXT NOT NULL,
    "chatId" TEXT,
    "personId" TEXT,
    "contact" BLOB,
    "location" BLOB,
    "question" TEXT,
    "answer" TEXT,
    "reopened" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "escalationStep" INTEGER NOT NULL DEFAULT 0,
    "escalateAt" BIGINT,
    "createdAt" BIGINT NOT NULL,
    "updatedAt" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "CaseEvent" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "caseId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "seatId" TEXT,
    "detail" TEXT,
    CONSTRAINT "CaseEvent_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Attachment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "chatId" TEXT NOT NULL,
    "caseId" TEXT,
    "kind" TEXT NOT NULL,
    "sourceRef" BLOB NOT NULL,
    "mime" TEXT,
    "bytes" INTEGER,
    "state" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    CONSTRAINT "Attachment_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Forwarding" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "caseId" TEXT NOT NULL,
    "round" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "sentAt" BIGINT,
    "lastError" TEXT,
    CONSTRAINT "Forwarding_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "Case" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Campaign" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "form" TEXT NOT NULL,
    "unitCode" TEXT NOT NULL,
    "key" BLOB,
    "openedOn" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Ballot" (
    "campaignId" TEXT NOT NULL,
    "token" TEXT NOT NULL,

    PRIMARY KEY ("campaignId", "token")
);

-- CreateTable
CREATE TABLE "SurveyResponse" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "form" TEXT NOT NULL,
    "formVersion" INTEGER NOT NULL,
    "unitCode" TEXT NOT NULL,
    "answers" TEXT NOT NULL,
    "answeredOn" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Unit_provinceCode_idx" ON "Unit"("provinceCode");

-- CreateIndex
CREATE INDEX "FormerUnit_unitCode_idx" ON "FormerUnit"("unitCode");

-- CreateIndex
CREATE INDEX "InboundEvent_receivedAt_idx" ON "InboundEvent"("receivedAt");

-- CreateIndex
CREATE INDEX "Outbox_deadAt_dueAt_idx" ON "Outbox"("deadAt", "dueAt");

-- CreateIndex
CREATE INDEX "Outbox_chatId_id_idx" ON "Outbox"("chatId", "id");

-- CreateIndex
CREATE INDEX "WebMessage_chatId_id_idx" ON "WebMessage"("chatId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "WebMessage_chatId_key_key" ON "WebMessage"("chatId", "key");

-- CreateIndex
CREATE INDEX "Seat_chatId_idx" ON "Seat"("chatId");

-- CreateIndex
CREATE INDEX "Seat_level_unitCode_idx" ON "Seat"("level", "unitCode");

-- CreateIndex
CREATE INDEX "ForwardTarget_unitCode_idx" ON "ForwardTarget"("unitCode");

-- CreateIndex
CREATE UNIQUE INDEX "Case_code_key" ON "Case"("code");

-- CreateIndex
CREATE INDEX "Case_level_ownerCode_status_idx" ON "Case"("level", "ownerCode", "status");

-- CreateIndex
CREATE INDEX "Case_escalateAt_idx" ON "Case"("escalateAt");

-- CreateIndex
CREATE INDEX "Case_chatId_idx" ON "Case"("chatId");

-- CreateIndex
CREATE UNIQUE INDEX "CaseEvent_caseId_key_key" ON "CaseEvent"("caseId", "key");

-- CreateIndex
CREATE INDEX "Attachment_caseId_idx" ON "Attachment"("caseId");

-- CreateIndex
CREATE UNIQUE INDEX "Forwarding_caseId_round_recipient_key" ON "Forwarding"("caseId", "round", "recipient");

-- CreateIndex
CREATE INDEX "SurveyResponse_form_unitCode_idx" ON "SurveyResponse"("form", "unitCode");
