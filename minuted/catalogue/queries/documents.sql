-- name: list
SELECT id, title, file_name, kind, council, committee, meeting_date, meeting_id, pages, status, figures_count,
    commitments_count, superseded_by
FROM documents
WHERE (:council = '' OR council = :council) AND (:committee = '' OR committee = :committee)
    AND (:kind = '' OR kind = :kind) AND (:status = '' OR status = :status)
ORDER BY meeting_date DESC, committee, title LIMIT :limit OFFSET :offset

-- name: choices
SELECT council, committee, kind, status, count(*) AS count FROM documents
GROUP BY council, committee, kind, status LIMIT 20000

-- name: document
SELECT d.*, n.title AS newer_title, n.file_name AS newer_name
FROM documents d LEFT JOIN documents n ON n.id = d.superseded_by WHERE d.id = ?

-- name: older
SELECT id, title, file_name, added_at FROM documents WHERE superseded_by = ? LIMIT 20

-- name: issues
SELECT page, kind, detail FROM issues WHERE document_id = ? ORDER BY page LIMIT 200

-- name: figures
$figure WHERE t.document_id = :id AND t.status <> 'rejected' ORDER BY t.start LIMIT 100 OFFSET :offset

-- name: commitments
$commitment WHERE t.document_id = :id AND t.review <> 'rejected' ORDER BY t.start LIMIT 300

-- name: pages
SELECT p.page, p.status, coalesce(f.count, 0) AS figures, coalesce(c.count, 0) AS commitments
FROM pages p
LEFT JOIN (SELECT page, count(*) AS count FROM figures WHERE document_id = :id AND status <> 'rejected' GROUP BY page) f
    ON f.page = p.page
LEFT JOIN (SELECT page, count(*) AS count FROM commitments WHERE document_id = :id AND review <> 'rejected' GROUP BY page) c
    ON c.page = p.page
WHERE p.document_id = :id ORDER BY p.page LIMIT 5000

-- name: within
SELECT p.id, p.page, p.ordinal, p.number, p.heading,
    highlight(passages_fts, 0, :mark, :unmark) AS snippet
FROM passages_fts JOIN passages p ON p.rowid = passages_fts.rowid
WHERE passages_fts MATCH :match AND p.document_id = :id
    AND passages_fts.rowid >= (SELECT min(rowid) FROM passages WHERE document_id = :id)
    AND passages_fts.rowid <= (SELECT max(rowid) FROM passages WHERE document_id = :id)
ORDER BY p.ordinal LIMIT 100

-- name: page
SELECT * FROM pages WHERE document_id = ? AND page = ?

-- name: page_passages
SELECT * FROM passages WHERE document_id = ? AND page = ? ORDER BY ordinal LIMIT 400

-- name: page_figures
$figure WHERE t.document_id = ? AND t.page = ? AND t.status <> 'rejected' ORDER BY t.start LIMIT 400

-- name: page_commitments
$commitment WHERE t.document_id = ? AND t.page = ? AND t.review <> 'rejected' ORDER BY t.start LIMIT 100

-- name: part_passages
SELECT * FROM passages WHERE document_id = ? ORDER BY ordinal LIMIT ? OFFSET ?

-- name: passages_count
SELECT count(*) FROM passages WHERE document_id = ?

-- name: before_passage
SELECT count(*) FROM passages WHERE document_id = :document AND ordinal < (SELECT ordinal FROM passages WHERE id = :passage)
