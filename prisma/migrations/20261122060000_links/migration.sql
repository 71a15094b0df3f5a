CREATE TABLE "ChatLink" (
    "personId" TEXT NOT NULL PRIMARY KEY,
    "chatId" TEXT NOT NULL,
    "groupId" TEXT NOT NULL,
    "phoneHash" TEXT NOT NULL,
    "joinedAt" BIGINT NOT NULL
);
CREATE INDEX "ChatLink_groupId_idx" ON "ChatLink"("groupId");
CREATE INDEX "ChatLink_phoneHash_idx" ON "ChatLink"("phoneHash");
CREATE INDEX "ChatLink_chatId_idx" ON "ChatLink"("chatId");

CREATE TABLE "LinkCode" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "chatId" TEXT NOT NULL,
    "sentAt" BIGINT NOT NULL
);
CREATE INDEX "LinkCode_chatId_sentAt_idx" ON "LinkCode"("chatId", "sentAt");
CREATE INDEX "LinkCode_sentAt_idx" ON "LinkCode"("sentAt");

CREATE TABLE "SendingQuota" (
    "channel" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "remain" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "at" BIGINT NOT NULL,

    PRIMARY KEY ("channel", "kind")
);
