import pgtrigger


def sealed_with_case(name: str) -> pgtrigger.Trigger:
    """Once a case is archived, nothing that lies in its file is added, changed or taken out."""
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        func="""
            IF EXISTS (
                SELECT 1 FROM cases_case
                WHERE id IN (NEW.case_id, OLD.case_id) AND state = 'archived'
            ) THEN
                RAISE EXCEPTION 'the file of case % is sealed', COALESCE(NEW.case_id, OLD.case_id);
            END IF;
            RETURN COALESCE(NEW, OLD);
        """,
    )
