ALTER TABLE closure ADD COLUMN kind text NOT NULL DEFAULT 'closure' CONSTRAINT closure_kind_ck CHECK (kind IN ('closure', 'maintenance'));
