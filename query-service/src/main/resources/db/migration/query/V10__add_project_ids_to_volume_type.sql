-- Which projects may use a private type.
alter table volume_type add column project_ids text[] not null default '{}';
