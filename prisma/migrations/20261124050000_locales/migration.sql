-- AlterTable
ALTER TABLE "Attempt" ADD COLUMN     "locale" TEXT NOT NULL DEFAULT 'en';

-- AlterTable: what was written before is in English.
ALTER TABLE "Draft" ADD COLUMN     "locale" TEXT NOT NULL DEFAULT 'en';
ALTER TABLE "Draft" ALTER COLUMN "locale" DROP DEFAULT;
