-- name: figures
$figure WHERE t.measure_id = :measure AND t.role IN ('actual', 'comparator') AND t.period_end IS NOT NULL
    AND t.status <> 'rejected' AND d.superseded_by IS NULL
ORDER BY t.period_end DESC LIMIT 5000

-- name: measures
SELECT m.id, m.name, m.unit, count(DISTINCT coalesce(f.area, '') || '|' || coalesce(f.council, '')) AS places
FROM measures m JOIN figures f ON f.measure_id = m.id
WHERE f.role IN ('actual', 'comparator') AND f.period_end IS NOT NULL
GROUP BY m.id ORDER BY places DESC, m.figures_count DESC LIMIT 60
