-- Which resources of a project there were at some moment: those whose first status change had come by then.
create index status_change_birth on status_change (resource_type, project_id, resource_id) where from_status is null;
