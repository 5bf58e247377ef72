-- Search, and what makes lists cost the same in a catalogue of any size (migration 5).
--
-- Each of the three indexes has one column more than its table: "filters", a word for each thing that a list can be
-- narrowed by: a letter for what it is, and the value in hex.  So "recycling" in one council's figures of 2019 is one
-- question to the index, whose answer comes in the order of row numbers, latest first, and stops when it is enough.
-- What changes after a paper was stored (series, theme, status) is no such word.
--   xc council   xb committee   xk kind of paper   xy year   xa area   xp period   xr role   xu unit   xn kind of
--   commitment   xo owner

DROP TRIGGER passages_fts_insert;
DROP TRIGGER passages_fts_delete;
DROP TRIGGER passages_fts_update;
DROP TRIGGER figures_fts_insert;
DROP TRIGGER figures_fts_delete;
DROP TRIGGER figures_fts_update;
DROP TRIGGER commitments_fts_insert;
DROP TRIGGER commitments_fts_delete;
DROP TRIGGER commitments_fts_update;
DROP TABLE passages_fts;
DROP TABLE figures_fts;
DROP TABLE commitments_fts;

CREATE VIEW passages_search AS
SELECT p.rowid AS row, p.text, p.heading,
    'xc' || hex(d.council) || ' xb' || hex(d.committee) || ' xk' || hex(d.kind)
    || ' xy' || hex(substr(d.meeting_date, 1, 4)) AS filters
FROM passages p LEFT JOIN documents d ON d.id = p.document_id;

CREATE VIEW figures_search AS
SELECT f.rowid AS row, f.measure, f.context, f.area, f.period_label,
    'xc' || hex(f.council) || ' xb' || hex(f.committee) || ' xk' || hex(d.kind)
    || ' xy' || hex(substr(coalesce(f.period_end, f.meeting_date), 1, 4))
    || ' xa' || hex(f.area) || ' xp' || hex(f.period_label) || ' xr' || hex(f.role) || ' xu' || hex(f.unit) AS filters
FROM figures f LEFT JOIN documents d ON d.id = f.document_id;

CREATE VIEW commitments_search AS
SELECT c.rowid AS row, c.text, c.owner, c.item,
    'xc' || hex(c.council) || ' xb' || hex(c.committee) || ' xk' || hex(d.kind)
    || ' xy' || hex(substr(c.meeting_date, 1, 4)) || ' xn' || hex(c.kind) || ' xo' || hex(c.owner) AS filters
FROM commitments c LEFT JOIN documents d ON d.id = c.document_id;

CREATE VIRTUAL TABLE passages_fts USING fts5(text, heading, filters, content='passages_search', content_rowid='row', tokenize='porter unicode61');
CREATE VIRTUAL TABLE figures_fts USING fts5(measure, context, area, period_label, filters, content='figures_search', content_rowid='row', tokenize='porter unicode61');
CREATE VIRTUAL TABLE commitments_fts USING fts5(text, owner, item, filters, content='commitments_search', content_rowid='row', tokenize='porter unicode61');

-- An index is told what stood in it before a row goes or changes, and what stands there after.
CREATE TRIGGER passages_fts_insert AFTER INSERT ON passages BEGIN
    INSERT INTO passages_fts(rowid, text, heading, filters) SELECT * FROM passages_search WHERE row = new.rowid;
END;
CREATE TRIGGER passages_fts_delete BEFORE DELETE ON passages BEGIN
    INSERT INTO passages_fts(passages_fts, rowid, text, heading, filters) SELECT 'delete', * FROM passages_search WHERE row = old.rowid;
END;
CREATE TRIGGER passages_fts_before_update BEFORE UPDATE OF text, heading, document_id ON passages BEGIN
    INSERT INTO passages_fts(passages_fts, rowid, text, heading, filters) SELECT 'delete', * FROM passages_search WHERE row = old.rowid;
END;
CREATE TRIGGER passages_fts_after_update AFTER UPDATE OF text, heading, document_id ON passages BEGIN
    INSERT INTO passages_fts(rowid, text, heading, filters) SELECT * FROM passages_search WHERE row = new.rowid;
END;
CREATE TRIGGER figures_fts_insert AFTER INSERT ON figures BEGIN
    INSERT INTO figures_fts(rowid, measure, context, area, period_label, filters) SELECT * FROM figures_search WHERE row = new.rowid;
END;
CREATE TRIGGER figures_fts_delete BEFORE DELETE ON figures BEGIN
    INSERT INTO figures_fts(figures_fts, rowid, measure, context, area, period_label, filters) SELECT 'delete', * FROM figures_search WHERE row = old.rowid;
END;
CREATE TRIGGER figures_fts_before_update BEFORE UPDATE OF measure, context, area, period_label, period_end, role, unit, council, committee, meeting_date, document_id ON figures BEGIN
    INSERT INTO figures_fts(figures_fts, rowid, measure, context, area, period_label, filters) SELECT 'delete', * FROM figures_search WHERE row = old.rowid;
END;
CREATE TRIGGER figures_fts_after_update AFTER UPDATE OF measure, context, area, period_label, period_end, role, unit, council, committee, meeting_date, document_id ON figures BEGIN
    INSERT INTO figures_fts(rowid, measure, context, area, period_label, filters) SELECT * FROM figures_search WHERE row = new.rowid;
END;
CREATE TRIGGER commitments_fts_insert AFTER INSERT ON commitments BEGIN
    INSERT INTO commitments_fts(rowid, text, owner, item, filters) SELECT * FROM commitments_search WHERE row = new.rowid;
END;
CREATE TRIGGER commitments_fts_delete BEFORE DELETE ON commitments BEGIN
    INSERT INTO commitments_fts(commitments_fts, rowid, text, owner, item, filters) SELECT 'delete', * FROM commitments_search WHERE row = old.rowid;
END;
CREATE TRIGGER commitments_fts_before_update BEFORE UPDATE OF text, owner, item, kind, council, committee, meeting_date, document_id ON commitments BEGIN
    INSERT INTO commitments_fts(commitments_fts, rowid, text, owner, item, filters) SELECT 'delete', * FROM commitments_search WHERE row = old.rowid;
END;
CREATE TRIGGER commitments_fts_after_update AFTER UPDATE OF text, owner, item, kind, council, committee, meeting_date, document_id ON commitments BEGIN
    INSERT INTO commitments_fts(rowid, text, owner, item, filters) SELECT * FROM commitments_search WHERE row = new.rowid;
END;

-- The same where a paper itself changes what its passages, figures and commitments are filtered by.
CREATE TRIGGER documents_fts_before_update BEFORE UPDATE OF council, committee, kind, meeting_date ON documents
WHEN old.council IS NOT new.council OR old.committee IS NOT new.committee OR old.kind IS NOT new.kind OR old.meeting_date IS NOT new.meeting_date BEGIN
    INSERT INTO passages_fts(passages_fts, rowid, text, heading, filters) SELECT 'delete', s.* FROM passages p JOIN passages_search s ON s.row = p.rowid WHERE p.document_id = old.id;
    INSERT INTO figures_fts(figures_fts, rowid, measure, context, area, period_label, filters) SELECT 'delete', s.* FROM figures f JOIN figures_search s ON s.row = f.rowid WHERE f.document_id = old.id;
    INSERT INTO commitments_fts(commitments_fts, rowid, text, owner, item, filters) SELECT 'delete', s.* FROM commitments c JOIN commitments_search s ON s.row = c.rowid WHERE c.document_id = old.id;
END;
CREATE TRIGGER documents_fts_after_update AFTER UPDATE OF council, committee, kind, meeting_date ON documents
WHEN old.council IS NOT new.council OR old.committee IS NOT new.committee OR old.kind IS NOT new.kind OR old.meeting_date IS NOT new.meeting_date BEGIN
    INSERT INTO passages_fts(rowid, text, heading, filters) SELECT s.* FROM passages p JOIN passages_search s ON s.row = p.rowid WHERE p.document_id = new.id;
    INSERT INTO figures_fts(rowid, measure, context, area, period_label, filters) SELECT s.* FROM figures f JOIN figures_search s ON s.row = f.rowid WHERE f.document_id = new.id;
    INSERT INTO commitments_fts(rowid, text, owner, item, filters) SELECT s.* FROM commitments c JOIN commitments_search s ON s.row = c.rowid WHERE c.document_id = new.id;
END;

INSERT INTO passages_fts(passages_fts) VALUES ('rebuild');
INSERT INTO figures_fts(figures_fts) VALUES ('rebuild');
INSERT INTO commitments_fts(commitments_fts) VALUES ('rebuild');

-- What pages say of a paper beside its facts, without going past its text (which is long, and stands before them).
CREATE INDEX documents_cited ON documents(id, superseded_by, council, committee, meeting_date, meeting_id, kind, title, file_name, source_url, sha256, pages);
CREATE INDEX documents_listed ON documents(meeting_date DESC, committee, title, id, file_name, kind, council, meeting_id, pages, status, figures_count, commitments_count, superseded_by, added_at);
CREATE INDEX documents_by_month ON documents(council, committee, substr(meeting_date, 1, 7), status, figures_count, commitments_count);
CREATE INDEX documents_choices ON documents(council, committee, kind, status);
