-- Reads every event once, and stops neither readers nor writers meanwhile.
alter table event_log.event validate constraint in_first_partition;
