-- title: One measure over time
-- description: Every value of the measures whose name contains the words, by council, area and period.
SELECT m.name AS measure, f.council, f.area, f.role, f.period_label AS period, f.period_end, f.value, f.unit, f.quote, f.meeting_date, f.id AS figure
FROM figures f JOIN measures m ON m.id = f.measure_id
WHERE m.name LIKE '%' || :words || '%' AND f.status <> 'rejected'
ORDER BY m.name, f.council, f.area, f.role, f.period_end
