-- Adding columns with a default rewrites nothing: the cases of a running server stay where they are.
ALTER TABLE "Case" ADD COLUMN "labelledBy" TEXT;
ALTER TABLE "Case" ADD COLUMN "duplicateOf" TEXT;
ALTER TABLE "Case" ADD COLUMN "joined" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "TrainingExample" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "caseId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" BIGINT NOT NULL,
    "decidedAt" BIGINT
);

-- CreateIndex
CREATE UNIQUE INDEX "TrainingExample_caseId_key" ON "TrainingExample"("caseId");

-- CreateIndex
CREATE INDEX "TrainingExample_state_idx" ON "TrainingExample"("state");

-- CreateIndex
CREATE INDEX "Case_duplicateOf_idx" ON "Case"("duplicateOf");

-- CreateIndex
CREATE INDEX "Case_unitCode_createdAt_idx" ON "Case"("unitCode", "createdAt");
