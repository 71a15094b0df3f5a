-- RedefineIndex: reports are compared with those of the same commune and category.
DROP INDEX "Case_unitCode_createdAt_idx";
CREATE INDEX "Case_unitCode_category_createdAt_idx" ON "Case"("unitCode", "category", "createdAt");
