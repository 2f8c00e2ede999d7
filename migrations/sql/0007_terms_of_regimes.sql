-- How many years the reports are kept, and how many months there are to put right what does not conform; null where the rule
-- says nothing.
ALTER TABLE inspection_regime ADD COLUMN retention_years bigint CONSTRAINT inspection_regime_retention_ck CHECK (retention_years > 0);
ALTER TABLE inspection_regime ADD COLUMN repair_months bigint CONSTRAINT inspection_regime_repair_ck CHECK (repair_months > 0);
