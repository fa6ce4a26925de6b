-- The backends of shares that each agent said that it serves, and how full they were then.
alter table storage_agent add column backends jsonb not null default '[]';
