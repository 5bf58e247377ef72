-- name: list
SELECT m.*, (SELECT count(*) FROM documents d WHERE d.meeting_id = m.id) AS papers,
    (SELECT count(*) FROM figures f WHERE f.meeting_id = m.id AND f.status <> 'rejected') AS figures,
    (SELECT count(*) FROM commitments c WHERE c.meeting_id = m.id AND c.review <> 'rejected') AS commitments
FROM meetings m
WHERE (:council = '' OR m.council = :council) AND (:committee = '' OR m.committee = :committee)
    AND (:year = '' OR substr(m.date, 1, 4) = :year)
ORDER BY m.date DESC, m.council, m.committee LIMIT :limit OFFSET :offset

-- name: committees
SELECT council, committee, count(*) AS meetings, max(date) AS last FROM meetings
GROUP BY council, committee ORDER BY council, committee LIMIT 3000

-- name: committees_of
SELECT council, committee, count(*) AS meetings, max(date) AS last FROM meetings WHERE council = ?
GROUP BY council, committee ORDER BY council, committee LIMIT 3000

-- name: councils
SELECT council, count(DISTINCT committee) AS committees, count(*) AS meetings, max(date) AS last FROM meetings
WHERE council IS NOT NULL GROUP BY council ORDER BY council LIMIT 1000

-- name: years
SELECT DISTINCT substr(date, 1, 4) AS year FROM meetings WHERE date IS NOT NULL ORDER BY 1 DESC LIMIT 60

-- name: meeting
SELECT * FROM meetings WHERE id = ?

-- name: previous
SELECT * FROM meetings WHERE council IS :council AND committee IS :committee AND date < :date ORDER BY date DESC LIMIT 1

-- name: next
SELECT * FROM meetings WHERE council IS :council AND committee IS :committee AND date > :date ORDER BY date LIMIT 1

-- name: papers
SELECT id, title, file_name, kind, pages, status, status_detail, figures_count, commitments_count, superseded_by
FROM documents WHERE meeting_id = ? ORDER BY superseded_by IS NOT NULL, kind <> 'agenda', kind <> 'minutes', title LIMIT 500

-- name: figures
$figure WHERE t.meeting_id = ? AND t.status <> 'rejected' AND d.superseded_by IS NULL AND t.role = 'actual'
ORDER BY m.name IS NULL, m.name, t.period_end DESC, t.document_id, t.start LIMIT 300

-- name: figures_count
SELECT count(*) FROM figures WHERE meeting_id = ? AND status <> 'rejected'

-- name: commitments
$commitment WHERE t.meeting_id = ? AND t.review <> 'rejected' AND d.superseded_by IS NULL
ORDER BY t.document_id, t.start LIMIT 300

-- name: still_open
$commitment WHERE t.council IS :council AND t.committee IS :committee AND t.meeting_date < :date
    AND t.status IN ('open', 'due', 'overdue', 'partly_answered') AND t.review <> 'rejected'
    AND d.superseded_by IS NULL
ORDER BY CASE t.status WHEN 'overdue' THEN 0 WHEN 'due' THEN 1 ELSE 2 END, t.due_end IS NULL, t.due_end,
    t.meeting_date LIMIT 200

-- name: of_committee
SELECT * FROM meetings WHERE council IS :council AND committee IS :committee ORDER BY date DESC LIMIT 200

-- name: committee_measures
SELECT m.id, m.name, m.unit, m.theme, m.polarity, count(*) AS figures, max(f.meeting_date) AS last
FROM figures f JOIN measures m ON m.id = f.measure_id
WHERE f.council IS :council AND f.committee IS :committee AND f.status <> 'rejected'
GROUP BY m.id ORDER BY count(*) DESC LIMIT 24

-- name: committee_commitments
SELECT status, count(*) AS count FROM commitments
WHERE council IS :council AND committee IS :committee AND review <> 'rejected' GROUP BY status

-- name: measure_figures
$figure WHERE t.measure_id = :measure AND t.council IS :council AND t.role = 'actual' AND t.area IS NULL
    AND t.period_end IS NOT NULL AND t.status <> 'rejected' AND d.superseded_by IS NULL
ORDER BY t.period_end LIMIT 500
