-- name: figures
$figure WHERE t.measure_id = :measure AND t.role IN ('actual', 'comparator') AND t.period_end IS NOT NULL
    AND t.status <> 'rejected' AND d.superseded_by IS NULL
ORDER BY t.period_end DESC LIMIT 5000

-- name: measures
SELECT * FROM (
    SELECT m.id, m.name, m.unit, m.figures_count, (
        SELECT count(DISTINCT coalesce(f.area, '') || '|' || coalesce(f.council, '')) FROM figures f
        WHERE f.measure_id = m.id AND f.role IN ('actual', 'comparator') AND f.period_end IS NOT NULL) AS places
    FROM (SELECT * FROM measures WHERE figures_count > 0 ORDER BY figures_count DESC LIMIT 100) m
) WHERE places > 0 ORDER BY places DESC, figures_count DESC LIMIT 60
