-- name: counts
SELECT (SELECT count(*) FROM (SELECT DISTINCT council FROM documents WHERE council IS NOT NULL)) AS councils,
    (SELECT count(*) FROM (SELECT DISTINCT council, committee FROM documents WHERE committee IS NOT NULL)) AS committees,
    (SELECT count(*) FROM figures) AS figures,
    (SELECT count(*) FROM commitments) AS commitments,
    (SELECT count(*) FROM conflicts) AS conflicts,
    count(*) AS papers,
    coalesce(sum(status IN ('failed', 'needs_ocr', 'partly_read', 'empty', 'not_run')), 0) AS not_read,
    max(added_at) AS last_added
FROM documents

-- name: meetings
SELECT m.*, (SELECT count(*) FROM documents d WHERE d.meeting_id = m.id) AS papers,
    (SELECT count(*) FROM figures f WHERE f.meeting_id = m.id) AS figures,
    (SELECT count(*) FROM commitments c WHERE c.meeting_id = m.id) AS commitments
FROM meetings m ORDER BY m.date DESC, m.committee LIMIT 6

-- name: overdue
$commitment WHERE t.status = 'overdue' AND t.review <> 'rejected' ORDER BY t.due_end LIMIT 5

-- name: overdue_count
SELECT count(*) FROM commitments WHERE status = 'overdue' AND review <> 'rejected'

-- name: measures
SELECT id, name, unit, theme, figures_count FROM measures WHERE figures_count > 0
ORDER BY figures_count DESC, name LIMIT 8

-- name: committees
SELECT DISTINCT council, committee FROM documents
WHERE committee IS NOT NULL OR (council IS NOT NULL AND meeting_date IS NOT NULL) ORDER BY council, committee LIMIT 2000
