-- Losses that an operator has accepted: the log was restored to an earlier moment than others have seen of it, and goes on from
-- there. docs/adr/0030, docs/operations.md.
create table event_log.loss (
    number           bigint generated always as identity primary key,
    last_position    bigint      not null,
    through_position bigint      not null,
    last_root        bigint      not null,
    through_root     bigint      not null,
    why              text        not null check (btrim(why) <> ''),
    accepted_by      text        not null default session_user,
    accepted_at      timestamptz not null default clock_timestamp()
);

create function event_log.refuse_change_of_loss() returns trigger language plpgsql as $$
begin
    raise exception 'losses that were accepted are never changed or removed';
end $$;

create trigger loss_is_never_changed
    before update or delete or truncate on event_log.loss
    for each statement execute function event_log.refuse_change_of_loss();

-- Positions and numbers of roots up to these have been seen by others: none of them is given to anything else. The services say
-- which numbers to accept.
create function event_log.accept_loss(through_position bigint, through_root bigint, why text)
    returns event_log.loss language plpgsql as $$
declare
    head constant bigint := (select coalesce(max(global_index), 0) from event_log.event);
    root constant bigint := (select coalesce(max(number), 0) from event_log.root);
    accepted event_log.loss;
begin
    if through_root < root then
        raise exception 'the log has root % itself', root using errcode = 'invalid_parameter_value';
    end if;
    if through_position > head + 100000000 then
        raise exception 'the last event is at position %, so position % cannot have been seen', head, through_position
            using errcode = 'invalid_parameter_value';
    end if;
    insert into event_log.loss (last_position, through_position, last_root, through_root, why)
    values (head, greatest(through_position, head), root, through_root, why)
    returning * into accepted;
    -- A little more: of the very last ones somebody may have read who had not got them from Kafka.
    perform setval('event_log.event_global_index_seq', greatest(
        accepted.through_position + 1000, coalesce(pg_sequence_last_value('event_log.event_global_index_seq'), 1)));
    return accepted;
end $$;
