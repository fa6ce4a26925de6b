-- The events that are there become the first partition of the event table: V30_2. That it may become so without being read
-- while nobody can write, its bound is written down here and proven in V30_1, beside whoever reads and writes.
do $$
declare
    -- What is there, what comes until V30_2 has run, and a round number.
    first_end constant bigint := (
        (coalesce(pg_sequence_last_value(pg_get_serial_sequence('event_log.event', 'global_index')::regclass), 0)
            + 5000000) / 100000000 + 1) * 100000000;
begin
    -- Who waits for this lock makes all others wait behind: not for long, and then again.
    for attempt in 1..60 loop
        begin
            perform set_config('lock_timeout', '500ms', true);
            lock table event_log.event in access exclusive mode;
            exit;
        exception when lock_not_available then
            if attempt = 60 then
                raise exception 'the event table is in use by somebody who does not end, such as pg_dump'
                    using hint = 'Start the service again once that has ended.', errcode = 'lock_not_available';
            end if;
            perform pg_sleep(1);
        end;
    end loop;
    execute format('alter table event_log.event add constraint in_first_partition check (global_index < %s) not valid', first_end);
end $$;
