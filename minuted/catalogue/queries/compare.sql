-- name: figures
$figure WHERE t.measure_id = :measure AND t.role IN ('actual', 'comparator') AND t.period_end IS NOT NULL
    AND (:period = '' OR t.period_label = :period) AND t.status <> 'rejected' AND d.superseded_by IS NULL
ORDER BY t.period_end DESC LIMIT :limit

-- name: measures
SELECT * FROM (
    SELECT m.id, m.name, m.unit, m.figures_count, (
        SELECT count(*) FROM (
            SELECT DISTINCT coalesce(area, ''), coalesce(council, '') FROM (
                SELECT area, council FROM figures WHERE measure_id = m.id
                    AND role IN ('actual', 'comparator') AND period_end IS NOT NULL
                ORDER BY period_end DESC LIMIT 100
            )
        )) AS places
    FROM (SELECT * FROM measures WHERE figures_count > 0 ORDER BY figures_count DESC LIMIT 60) m
) WHERE places > 0 ORDER BY places DESC, figures_count DESC LIMIT 60
