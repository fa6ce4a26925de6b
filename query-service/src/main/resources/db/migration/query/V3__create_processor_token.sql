-- How far each projection has come; written in the transaction that writes its rows.
create table processor_token (
  processor text not null,
  segment integer not null,
  token bytea,
  token_type text,
  written_at text,
  owner text,
  primary key (processor, segment)
);
