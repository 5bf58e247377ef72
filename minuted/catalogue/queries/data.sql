-- name: tables
SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\_fts%' ESCAPE '\' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
