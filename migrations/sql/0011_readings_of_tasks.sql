-- The reading that an answer of kind `meter` became: an answer that is changed corrects it.
ALTER TABLE task ADD COLUMN reading_id {id} CONSTRAINT task_reading_fk REFERENCES meter_reading (id);
