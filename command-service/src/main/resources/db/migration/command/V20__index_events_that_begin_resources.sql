-- Which resources a project has had, by id: every resource's first event, and no other, is in an index. What is in it is
-- said by the events, so that it cannot differ from them.

-- The project of an event's resource, null where it has none. Limits name theirs in their scope.
create function event_log.project_of(payload bytea) returns text
language plpgsql immutable strict parallel safe as $$
declare
    -- A text of an event may hold this one character that PostgreSQL's texts cannot.
    said json := replace(convert_from(payload, 'UTF8'), '\u0000', '\ufffd');
begin
    return coalesce(
        said ->> 'project_id',
        case when said #>> '{scope,kind}' = 'project' then said #>> '{scope,name}' end);
end $$;

-- When an event happened.
create function event_log.at_of(payload bytea) returns timestamptz
language plpgsql immutable strict parallel safe as $$
declare
    said json := replace(convert_from(payload, 'UTF8'), '\u0000', '\ufffd');
begin
    return said ->> 'at';
end $$;

-- The time is there so that what began after a moment is passed over within the index.
create index event_beginning
    on event_log.event (type, event_log.project_of(payload), aggregate_identifier, event_log.at_of(payload))
    where sequence_number = 0;
