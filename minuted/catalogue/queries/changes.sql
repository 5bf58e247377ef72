-- name: figures
$figure WHERE t.meeting_id = ? AND t.role IN ('actual', 'forecast') AND t.status <> 'rejected'
    AND d.superseded_by IS NULL AND t.measure_id IS NOT NULL AND t.period_end IS NOT NULL
ORDER BY m.theme, m.name, t.area, t.period_end DESC LIMIT 1000

-- name: conflicts
SELECT c.id, c.kind, a.id AS a_id, a.quote AS a_quote, a.document_id AS a_document, a.meeting_date AS a_date,
    b.id AS b_id, b.quote AS b_quote, b.meeting_date AS b_date, b.document_id AS b_document,
    m.name AS measure_name, b.period_label, b.area
FROM conflicts c CROSS JOIN figures a ON a.id = c.figure_id JOIN figures b ON b.id = c.other_figure_id
LEFT JOIN measures m ON m.id = b.measure_id
WHERE (b.meeting_id = :id OR a.meeting_id = :id) AND a.status <> 'rejected' AND b.status <> 'rejected'
    AND a.value <> b.value AND a.period_label IS b.period_label AND a.measure_id IS b.measure_id LIMIT 100
