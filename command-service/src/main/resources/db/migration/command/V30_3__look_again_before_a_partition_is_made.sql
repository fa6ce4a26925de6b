-- Who had the lock at once did not look again: a partition that somebody else had made in between was made a second time, which failed.
create or replace function event_log.make_room(events bigint) returns integer language plpgsql as $$
declare
    head bigint;
    last record;
    next_name text;
    locked boolean := false;
    made integer := 0;
begin
    if events < 1 then
        raise exception 'a partition has room for one event at least' using errcode = 'invalid_parameter_value';
    end if;
    loop
        select name, end_position into strict last
        from event_log.event_partition order by end_position desc limit 1;
        head := coalesce(pg_sequence_last_value('event_log.event_global_index_seq'), 0);
        exit when last.end_position > head + events;
        if not locked then
            perform pg_advisory_xact_lock(1886745448, 3);
            locked := true;
            continue;
        end if;
        next_name := 'event_' || substring(last.name from '\d+$')::integer + 1;
        execute format(
            'create table event_log.%1$I (like event_log.event including defaults including constraints including indexes,'
            || ' unique (event_identifier), unique (aggregate_identifier, sequence_number))',
            next_name);
        execute format(
            'create trigger event_is_never_changed before update or delete or truncate on event_log.%I'
            || ' for each statement execute function event_log.refuse_change()',
            next_name);
        execute format(
            'alter table event_log.event attach partition event_log.%I for values from (%s) to (%s)',
            next_name, last.end_position, last.end_position + events);
        made := made + 1;
    end loop;
    return made;
end $$;
