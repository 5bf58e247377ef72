-- name: board
$commitment JOIN (
    SELECT t.rowid AS row FROM commitments t
    WHERE t.review <> 'rejected' AND t.document_id NOT IN (SELECT id FROM documents WHERE superseded_by IS NOT NULL)
        $filters
    ORDER BY CASE t.status WHEN 'overdue' THEN 0 WHEN 'due' THEN 1 WHEN 'open' THEN 2 WHEN 'partly_answered' THEN 3
            WHEN 'answered' THEN 4 WHEN 'superseded' THEN 5 WHEN 'closed' THEN 6 ELSE 7 END,
        t.due_end IS NULL, t.due_end, t.meeting_date DESC, t.start
    LIMIT :limit OFFSET :offset
) chosen ON chosen.row = t.rowid
ORDER BY CASE t.status WHEN 'overdue' THEN 0 WHEN 'due' THEN 1 WHEN 'open' THEN 2 WHEN 'partly_answered' THEN 3
        WHEN 'answered' THEN 4 WHEN 'superseded' THEN 5 WHEN 'closed' THEN 6 ELSE 7 END,
    t.due_end IS NULL, t.due_end, t.meeting_date DESC, t.start

-- name: counts
SELECT t.status, t.kind, t.owner, t.committee, t.council FROM commitments t
WHERE t.review <> 'rejected' AND t.document_id NOT IN (SELECT id FROM documents WHERE superseded_by IS NOT NULL) $filters

-- name: total
SELECT count(*) FROM commitments t
WHERE t.review <> 'rejected' AND t.document_id NOT IN (SELECT id FROM documents WHERE superseded_by IS NOT NULL) $filters

-- name: counts_of_all
SELECT t.$column, count(*) FROM commitments t
WHERE t.review <> 'rejected' AND t.document_id NOT IN (SELECT id FROM documents WHERE superseded_by IS NOT NULL)
GROUP BY 1

-- name: as_at
SELECT max(status_as_at) FROM commitments

-- name: commitment
$commitment WHERE t.id = ?

-- name: follow_ups
SELECT u.*, d.title AS document_title, d.file_name, d.committee, d.council, d.meeting_date, d.kind AS document_kind,
    d.meeting_id
FROM follow_ups u JOIN documents d ON d.id = u.document_id
WHERE u.commitment_id = ? AND coalesce(u.confirmed, 1) <> 0 ORDER BY d.meeting_date, u.start LIMIT 200

-- name: due_dates
SELECT u.*, d.title AS document_title, d.file_name FROM due_dates u JOIN documents d ON d.id = u.document_id
WHERE u.commitment_id = ? ORDER BY u.stated_on LIMIT 50

-- name: meetings_since
SELECT id, date, committee, council FROM meetings
WHERE council IS :council AND committee IS :committee AND date > :meeting_date ORDER BY date LIMIT 100

-- name: answers_here
SELECT u.*, c.text AS commitment_text, c.kind AS commitment_kind, c.status AS commitment_status, c.owner,
    c.meeting_date AS made_on, c.committee AS made_by
FROM follow_ups u JOIN commitments c ON c.id = u.commitment_id
WHERE u.document_id IN (SELECT id FROM documents WHERE meeting_id = ?) AND coalesce(u.confirmed, 1) <> 0
    AND c.review <> 'rejected'
ORDER BY u.outcome, c.meeting_date LIMIT 200
