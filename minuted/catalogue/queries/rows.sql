-- name: figure
SELECT t.rowid AS row, t.*, m.name AS measure_name, m.polarity, d.title AS document_title, d.file_name,
    d.kind AS document_kind, d.source_url, d.sha256, d.pages AS document_pages, d.superseded_by
FROM figures t JOIN documents d ON d.id = t.document_id LEFT JOIN measures m ON m.id = t.measure_id

-- name: commitment
SELECT t.rowid AS row, t.*, d.title AS document_title, d.file_name, d.kind AS document_kind, d.source_url,
    d.sha256, d.pages AS document_pages, d.superseded_by
FROM commitments t JOIN documents d ON d.id = t.document_id

-- name: passage
SELECT t.rowid AS row, t.id, t.document_id, t.page, t.kind, t.number, t.heading, t.text, t.start, t."end",
    d.council, d.committee, d.meeting_date, d.meeting_id, d.title AS document_title, d.file_name,
    d.kind AS document_kind, d.source_url
FROM passages t JOIN documents d ON d.id = t.document_id
