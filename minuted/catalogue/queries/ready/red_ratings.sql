-- title: Measures rated red
-- description: Figures that their paper rates red, newest meeting first.
SELECT f.meeting_date, f.council, f.committee, coalesce(m.name, f.measure) AS measure, f.value, f.unit, f.period_label AS period, f.quote, f.id AS figure
FROM figures f LEFT JOIN measures m ON m.id = f.measure_id
WHERE f.rag = 'red' AND f.status <> 'rejected' ORDER BY f.meeting_date DESC, measure
