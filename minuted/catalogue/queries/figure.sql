-- name: figure
$figure WHERE t.id = ?

-- name: passage
SELECT * FROM passages WHERE id = ?

-- name: neighbours
SELECT * FROM passages WHERE document_id = :document AND ordinal BETWEEN :ordinal - 2 AND :ordinal + 2
ORDER BY ordinal

-- name: figures_between
SELECT * FROM figures WHERE document_id = ? AND start >= ? AND start < ? AND status <> 'rejected' ORDER BY start

-- name: commitments_between
SELECT * FROM commitments WHERE document_id = ? AND "end" > ? AND start < ? AND review <> 'rejected' ORDER BY start

-- name: series
$figure WHERE t.measure_id = :measure_id AND t.unit = :unit AND t.role = :role AND t.council IS :council
    AND lower(coalesce(t.area, '')) IN (SELECT value FROM json_each(:places)) AND t.period_end IS NOT NULL
    AND t.status <> 'rejected' AND d.superseded_by IS NULL
ORDER BY t.period_end, t.period_start DESC, t.meeting_date LIMIT 2000

-- name: targets
$figure WHERE t.measure_id = :measure_id AND t.role = 'target' AND t.unit = :unit AND t.council IS :council
    AND (t.period_label IS :period_label) AND t.status <> 'rejected' ORDER BY t.meeting_date DESC LIMIT 3

-- name: elsewhere
$figure WHERE t.measure_id = :measure_id AND t.id <> :id AND t.unit = :unit AND t.role = :role AND t.council IS :council
    AND lower(coalesce(t.area, '')) IN (SELECT value FROM json_each(:places)) AND t.period_label IS :period_label
    AND t.value = :value AND t.status <> 'rejected'
ORDER BY t.meeting_date LIMIT 20

-- name: conflicts
SELECT c.kind AS conflict_kind, c.id AS conflict_id, o.* FROM conflicts c
JOIN ($figure) o ON o.id = CASE WHEN c.figure_id = :id THEN c.other_figure_id ELSE c.figure_id END
WHERE (c.figure_id = :id OR c.other_figure_id = :id) AND o.status <> 'rejected' AND o.value <> :value
    AND o.period_label IS :period_label AND o.measure_id IS :measure_id LIMIT 20

-- name: checks
SELECT kind, detail FROM checks WHERE figure_id = :id OR other_figure_id = :id

-- name: corrections
SELECT * FROM corrections WHERE target = ? AND undone_at IS NULL ORDER BY at
