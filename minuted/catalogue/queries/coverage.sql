-- name: months
SELECT council, committee, substr(meeting_date, 1, 7) AS month, count(*) AS papers,
    sum(status = 'read') AS read, sum(status = 'partly_read') AS partly_read, sum(status = 'needs_ocr') AS needs_ocr,
    sum(status = 'failed') AS failed, sum(status = 'empty') AS empty, sum(status = 'not_run') AS not_run,
    sum(figures_count) AS figures, sum(commitments_count) AS commitments
FROM documents WHERE (:council = '' OR council = :council)
GROUP BY council, committee, month ORDER BY council, committee, month

-- name: councils
SELECT council, count(DISTINCT committee) AS committees, count(*) AS papers, sum(status = 'read') AS read,
    min(meeting_date) AS first, max(meeting_date) AS last, sum(figures_count) AS figures,
    sum(commitments_count) AS commitments
FROM documents WHERE council IS NOT NULL GROUP BY council ORDER BY council LIMIT 1000

-- name: totals
SELECT status, count(*) AS papers FROM documents GROUP BY status

-- name: unread
SELECT id, title, file_name, committee, council, meeting_date, status, status_detail FROM documents
WHERE status <> 'read' ORDER BY meeting_date DESC LIMIT 100

-- name: without_date
SELECT count(*) FROM documents WHERE meeting_date IS NULL

-- name: runs
SELECT * FROM runs ORDER BY id DESC LIMIT 5

-- name: sources
SELECT * FROM sources ORDER BY council, base_url LIMIT 100
