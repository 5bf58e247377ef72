-- title: Latest reported value of every measure
-- description: For each measure, area and council: the value of the latest period, with the paper and page it was read on.
SELECT m.name AS measure, f.council, f.area, f.period_label AS period, f.value, f.unit, f.rag, f.quote, d.title AS paper, f.page, f.id AS figure
FROM figures f JOIN measures m ON m.id = f.measure_id JOIN documents d ON d.id = f.document_id
WHERE f.role = 'actual' AND f.status <> 'rejected' AND d.superseded_by IS NULL AND f.period_end = (
    SELECT max(g.period_end) FROM figures g WHERE g.measure_id = f.measure_id AND g.council IS f.council
        AND g.area IS f.area AND g.role = 'actual' AND g.status <> 'rejected')
ORDER BY m.name, f.council, f.area
