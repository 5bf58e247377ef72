-- name: list
SELECT c.id AS conflict_id, c.kind AS conflict_kind, m.name AS measure_name, a.measure_id,
    a.id AS a_id, a.quote AS a_quote, a.value AS a_value, a.value_to AS a_value_to, a.unit AS unit, a.measure AS a_measure,
    a.area AS area, a.period_label AS period_label, a.context AS a_context, a.page AS a_page, a.meeting_date AS a_date,
    a.committee AS a_committee, a.council AS a_council, a.qualifier AS a_qualifier, a.role AS a_role,
    a.document_id AS a_document, da.title AS a_title, da.file_name AS a_file,
    b.id AS b_id, b.quote AS b_quote, b.value AS b_value, b.value_to AS b_value_to, b.measure AS b_measure,
    b.context AS b_context, b.page AS b_page, b.meeting_date AS b_date, b.committee AS b_committee,
    b.council AS b_council, b.qualifier AS b_qualifier, b.role AS b_role, b.document_id AS b_document,
    db.title AS b_title, db.file_name AS b_file
FROM (
    SELECT c.rowid AS row FROM conflicts c
    CROSS JOIN figures a ON a.id = c.figure_id CROSS JOIN figures b ON b.id = c.other_figure_id
    WHERE a.status <> 'rejected' AND b.status <> 'rejected' AND a.value <> b.value
        AND a.period_label IS b.period_label AND a.measure_id IS b.measure_id
        AND a.document_id NOT IN (SELECT id FROM documents WHERE superseded_by IS NOT NULL)
        AND b.document_id NOT IN (SELECT id FROM documents WHERE superseded_by IS NOT NULL)
        AND (:document = '' OR a.document_id = :document OR b.document_id = :document)
        AND (:committee = '' OR a.committee = :committee OR b.committee = :committee)
        AND (:council = '' OR a.council = :council)
    ORDER BY max(max(coalesce(a.meeting_date, ''), coalesce(b.meeting_date, '')))
            OVER (PARTITION BY a.measure_id, lower(coalesce(a.area, '')), a.period_label) DESC,
        a.measure_id, lower(coalesce(a.area, '')), a.period_label, c.rowid
    LIMIT :limit OFFSET :offset
) chosen
CROSS JOIN conflicts c ON c.rowid = chosen.row
CROSS JOIN figures a ON a.id = c.figure_id JOIN documents da ON da.id = a.document_id
JOIN figures b ON b.id = c.other_figure_id JOIN documents db ON db.id = b.document_id
LEFT JOIN measures m ON m.id = a.measure_id

-- name: checks
SELECT k.id AS check_id, k.kind, k.detail, f.id, f.quote, f.measure, f.period_label, f.meeting_date, f.committee,
    f.council, f.document_id, f.page, d.title AS document_title, d.file_name, m.name AS measure_name,
    k.other_figure_id, o.quote AS other_quote
FROM checks k CROSS JOIN figures f ON f.id = k.figure_id JOIN documents d ON d.id = f.document_id
LEFT JOIN figures o ON o.id = k.other_figure_id LEFT JOIN measures m ON m.id = f.measure_id
WHERE f.status <> 'rejected' AND d.superseded_by IS NULL
    AND (:document = '' OR f.document_id = :document)
    AND (:committee = '' OR f.committee = :committee) AND (:council = '' OR f.council = :council)
ORDER BY f.meeting_date DESC, f.start LIMIT 100

-- name: committees
SELECT DISTINCT council, committee FROM figures WHERE id IN (
    SELECT figure_id FROM conflicts UNION SELECT other_figure_id FROM conflicts UNION SELECT figure_id FROM checks
) AND committee IS NOT NULL ORDER BY council, committee LIMIT 500

-- name: document
SELECT id, title, file_name FROM documents WHERE id = ?
