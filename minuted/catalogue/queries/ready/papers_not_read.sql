-- title: Papers that were not wholly read
-- description: Each paper that failed, needs OCR, is empty or was partly read, and why.
SELECT council, committee, meeting_date, file_name, status, status_detail, id AS document FROM documents
WHERE status <> 'read' ORDER BY meeting_date DESC
