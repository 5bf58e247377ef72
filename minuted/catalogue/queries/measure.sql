-- name: measure
SELECT * FROM measures WHERE id = ?

-- name: aliases
SELECT alias, origin FROM measure_aliases WHERE measure_id = ? ORDER BY origin, alias LIMIT 60

-- name: figures
$figure WHERE t.measure_id = :id AND t.status <> 'rejected' AND d.superseded_by IS NULL
ORDER BY coalesce(t.period_end, t.meeting_date) DESC, t.meeting_date DESC, t.start LIMIT :limit

-- name: figures_of_council
$figure WHERE t.measure_id = :id AND t.council IS :council AND t.status <> 'rejected' AND d.superseded_by IS NULL
ORDER BY coalesce(t.period_end, t.meeting_date) DESC, t.meeting_date DESC, t.start LIMIT :limit

-- name: councils
SELECT council, count(*) AS figures FROM figures WHERE measure_id = ? GROUP BY council ORDER BY 2 DESC, 1 LIMIT 500

-- name: every_figure
$figure WHERE t.measure_id = ? AND t.status <> 'rejected' AND d.superseded_by IS NULL
ORDER BY coalesce(t.period_end, t.meeting_date) DESC, t.meeting_date DESC, t.start

-- name: passages
SELECT p.id, p.document_id, p.page, p.text, p.number, d.title AS document_title, d.file_name, d.committee,
    d.council, d.meeting_date, count(*) AS figures
FROM (
    SELECT passage_id, document_id FROM figures
    WHERE measure_id = :id AND (:all OR council IS :council) AND status <> 'rejected'
    ORDER BY meeting_date DESC LIMIT 200
) f JOIN passages p ON p.id = f.passage_id JOIN documents d ON d.id = f.document_id
WHERE p.kind <> 'table'
GROUP BY p.id ORDER BY d.meeting_date DESC, p.ordinal LIMIT 8

-- name: related
SELECT id, name, unit, figures_count FROM measures
WHERE theme = :theme AND id <> :id AND figures_count > 0 ORDER BY figures_count DESC LIMIT 6

-- name: list
SELECT m.id, m.name, m.unit, m.theme, m.figures_count,
    (SELECT max(f.meeting_date) FROM figures f WHERE f.measure_id = m.id) AS last_reported
FROM measures m
WHERE m.figures_count > 0 AND (:theme = '' OR m.theme = :theme)
    AND (:words = '' OR m.name LIKE :pattern ESCAPE '!' OR EXISTS (
        SELECT 1 FROM measure_aliases a WHERE a.measure_id = m.id AND a.alias LIKE :pattern ESCAPE '!'))
ORDER BY m.figures_count DESC, m.name LIMIT 100 OFFSET :offset

-- name: themes
SELECT theme, count(*) AS measures FROM measures WHERE figures_count > 0 AND theme IS NOT NULL
GROUP BY theme ORDER BY theme
