insert into event_log.event
  (global_index, event_identifier, aggregate_identifier, sequence_number, type, time_stamp, payload_type, payload_revision,
   payload, meta_data, hash)
overriding system value
select (event ->> 'position')::bigint, (event ->> 'id')::uuid, (event ->> 'resource')::uuid, (event ->> 'sequence')::bigint,
       event ->> 'type', (event ->> 'at')::timestamptz, event ->> 'name', event ->> 'version',
       convert_to(event ->> 'payload', 'UTF8'), convert_to(event ->> 'meta_data', 'UTF8'), decode(event ->> 'hash', 'hex')
from json_array_elements(?::json) as event
