-- AlterTable
ALTER TABLE "Case" ADD COLUMN "escalatedTo" TEXT;

-- AlterTable
ALTER TABLE "Forwarding" ADD COLUMN "attempts" INTEGER NOT NULL DEFAULT 0;

-- CreateIndex
CREATE INDEX "Case_escalatedTo_idx" ON "Case"("escalatedTo");
