-- The history and the audit log are written once: the database itself refuses to rewrite them.

CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

-- A name leaves the history when a person deletes their account; nothing else of a line may change.
CREATE FUNCTION refuse_rewriting_but_the_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('espace.anonymising', true) = 'on'
        AND to_jsonb(NEW) - 'author' = to_jsonb(OLD) - 'author' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seals
FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON demande_events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting();

CREATE TRIGGER append_only_but_the_name BEFORE UPDATE ON demande_events
FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_but_the_name();
