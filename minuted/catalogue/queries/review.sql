-- name: reported
SELECT id FROM figures WHERE id IN (SELECT value FROM json_each(?))
UNION ALL SELECT id FROM commitments WHERE id IN (SELECT value FROM json_each(?))

-- name: contradicted
SELECT f.id FROM conflicts c JOIN figures f ON f.id IN (c.figure_id, c.other_figure_id)
JOIN documents d ON d.id = f.document_id
WHERE f.status = 'read' AND d.superseded_by IS NULL AND c.kind = 'conflict'
UNION SELECT f.id FROM checks k CROSS JOIN figures f ON f.id = k.figure_id WHERE f.status = 'read' LIMIT 200

-- name: doubtful
SELECT f.id FROM figures f JOIN documents d ON d.id = f.document_id
WHERE f.status = 'read' AND d.superseded_by IS NULL
ORDER BY (1 - coalesce(f.confidence, 0.5)) * (CASE WHEN f.measure_id IS NULL THEN 0.6 ELSE 1 END)
    * (CASE WHEN f.role = 'actual' THEN 1 ELSE 0.7 END) DESC, f.meeting_date DESC, f.id LIMIT 200

-- name: figures
$figure WHERE t.id IN (SELECT value FROM json_each(?))

-- name: commitments
$commitment WHERE t.review = 'read' AND d.superseded_by IS NULL
ORDER BY t.status = 'overdue' DESC, coalesce(t.confidence, 0.5), t.meeting_date DESC, t.id LIMIT :limit

-- name: follow_ups
SELECT u.*, c.text AS commitment_text, c.kind AS commitment_kind, c.meeting_date AS made_on, c.owner,
    d.title AS document_title, d.file_name, d.meeting_date, d.committee
FROM follow_ups u JOIN commitments c ON c.id = u.commitment_id JOIN documents d ON d.id = u.document_id
WHERE u.confirmed IS NULL ORDER BY u.score, d.meeting_date DESC, u.id LIMIT :limit

-- name: follow_up
SELECT u.*, c.text AS commitment_text, c.kind AS commitment_kind, c.meeting_date AS made_on, c.owner,
    c.status AS commitment_status, c.committee AS made_by, d.title AS document_title, d.file_name, d.meeting_date,
    d.committee, d.council, d.sha256, d.source_url, NULL AS context
FROM follow_ups u JOIN commitments c ON c.id = u.commitment_id JOIN documents d ON d.id = u.document_id WHERE u.id = ?

-- name: measure
SELECT * FROM measures WHERE id = ?

-- name: measure_named
SELECT id FROM measures WHERE id = :name OR name = :name COLLATE NOCASE ORDER BY id = :name DESC, figures_count DESC LIMIT 1

-- name: measure_names
SELECT id, name FROM measures WHERE figures_count > 0 OR registered = 1
ORDER BY (theme IS :theme) DESC, figures_count DESC LIMIT 400

-- name: left
SELECT (SELECT count(*) FROM commitments WHERE review = 'read') AS commitments,
    (SELECT count(*) FROM follow_ups WHERE confirmed IS NULL) AS follow_ups,
    (SELECT count(*) FROM figures WHERE status = 'read') AS figures
