ALTER TABLE "PhoneBinding" ADD COLUMN "chatId" TEXT;

CREATE TABLE "PhoneClaim" (
    "personId" TEXT NOT NULL PRIMARY KEY,
    "phoneHash" TEXT NOT NULL,
    "chatId" TEXT NOT NULL,
    "claimedAt" BIGINT NOT NULL
);
CREATE INDEX "PhoneClaim_phoneHash_idx" ON "PhoneClaim"("phoneHash");
CREATE INDEX "PhoneClaim_claimedAt_idx" ON "PhoneClaim"("claimedAt");

CREATE TABLE "UnknownEvent" (
    "channel" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "receivedAt" BIGINT NOT NULL,
    "payload" BLOB NOT NULL,

    PRIMARY KEY ("channel", "id")
);
CREATE INDEX "UnknownEvent_receivedAt_idx" ON "UnknownEvent"("receivedAt");

CREATE TABLE "SendingWindow" (
    "chatId" TEXT NOT NULL PRIMARY KEY,
    "openedAt" BIGINT NOT NULL,
    "sent" INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE "ChannelToken" (
    "channel" TEXT NOT NULL PRIMARY KEY,
    "pair" BLOB,
    "writtenAt" BIGINT NOT NULL DEFAULT 0,
    "refreshingSince" BIGINT,
    "lockedBy" TEXT,
    "lockedUntil" BIGINT NOT NULL DEFAULT 0,
    "seed" TEXT
);
