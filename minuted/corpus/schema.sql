-- The database of a catalogue, version 1.  It is a public interface: docs/schema.md describes every table and column,
-- and a test holds the two together.
--
-- Ids are text and stable: they are made from the paper's own hash and the place in it, never from what a newer rule
-- makes of it, so that permalinks and corrections outlive a re-reading.
--   documents.id    first 12 hex digits of the SHA-256 of the file's bytes
--   passages.id     document id, "p", ordinal of the block in the paper
--   figures.id      document id, "f", offset of its first character (and "-2", "-3" where two share it)
--   commitments.id  document id, "c", offset of its first character
--   meetings.id     slug of council, committee and date, or of the source and its meeting id
-- Offsets ("start", "end") count characters of documents.text.  Boxes are points from the top left of the page as shown.

CREATE TABLE meetings (
    id TEXT PRIMARY KEY,
    council TEXT,
    committee TEXT,
    date TEXT,                     -- ISO day
    title TEXT,
    status TEXT,                   -- confirmed, cancelled, or null
    source_url TEXT,
    identifiers TEXT               -- JSON object, {"modgov:MId": "1234"}
);

CREATE TABLE documents (
    id TEXT PRIMARY KEY,
    file_name TEXT NOT NULL,
    path TEXT,                     -- where it was added from, as the user gave it
    source_url TEXT,
    sha256 TEXT NOT NULL,
    media_type TEXT,
    bytes INTEGER,
    title TEXT,
    kind TEXT,                     -- minutes, report, agenda, slides, appendix, decision, issue_history
    council TEXT,
    committee TEXT,
    meeting_id TEXT REFERENCES meetings(id),
    meeting_date TEXT,
    author TEXT,
    lead_officer TEXT,
    wards TEXT,                    -- JSON array
    identifiers TEXT,              -- JSON object of ids that the source gives
    pages INTEGER,                 -- null where the format has none
    status TEXT NOT NULL,          -- read, partly_read, needs_ocr, failed, empty, not_run
    status_detail TEXT,            -- why, in words a person can act on
    period_start TEXT,
    period_end TEXT,
    period_label TEXT,             -- the period that the paper as a whole reports on
    text TEXT,                     -- the whole text; every offset counts in it
    figures_count INTEGER,
    commitments_count INTEGER,
    issues_count INTEGER,
    superseded_by TEXT REFERENCES documents(id),  -- a newer version of the same published paper
    version_of TEXT,               -- what makes two files versions of one paper: source id or URL
    engine TEXT,                   -- reader and version that made the stored parse
    rules_version TEXT,            -- version of the rules that made the facts
    added_at TEXT,
    read_at TEXT
);

CREATE TABLE pages (
    document_id TEXT NOT NULL REFERENCES documents(id),
    page INTEGER NOT NULL,         -- from 1
    width REAL, height REAL,       -- points, as displayed
    start INTEGER, "end" INTEGER,
    status TEXT NOT NULL,          -- read, empty, needs_ocr, ocr, failed, skipped
    PRIMARY KEY (document_id, page)
);

CREATE TABLE passages (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id),
    ordinal INTEGER NOT NULL,
    page INTEGER,
    kind TEXT NOT NULL,            -- heading, paragraph, list_item, table, caption, footnote
    number TEXT,
    heading TEXT,                  -- the headings it stands under, joined by " > "
    text TEXT NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    x0 REAL, y0 REAL, x1 REAL, y1 REAL
);

CREATE TABLE measures (
    id TEXT PRIMARY KEY,           -- a slug; a registered measure keeps that of measures.csv
    name TEXT NOT NULL,
    unit TEXT,
    theme TEXT,
    polarity TEXT,                 -- up, down (which way is good), or null
    source TEXT,                   -- the public source of a registered measure
    source_url TEXT,
    registered INTEGER NOT NULL DEFAULT 0,
    key TEXT,                      -- the content words that make two names one measure, sorted
    figures_count INTEGER
);

CREATE TABLE measure_aliases (
    measure_id TEXT NOT NULL REFERENCES measures(id),
    alias TEXT NOT NULL,           -- as a paper (or the register, or a person) writes it
    origin TEXT NOT NULL,          -- register, paper, person
    PRIMARY KEY (measure_id, alias)
);

CREATE TABLE measure_words (
    word TEXT NOT NULL,            -- a content word of one of the measure's names, in its base form
    measure_id TEXT NOT NULL REFERENCES measures(id),
    PRIMARY KEY (word, measure_id)
) WITHOUT ROWID;                   -- finds the measures that a new name could mean, whatever the catalogue's size

CREATE TABLE figures (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id),
    passage_id TEXT REFERENCES passages(id),
    meeting_id TEXT REFERENCES meetings(id),
    council TEXT, committee TEXT, meeting_date TEXT,   -- of its paper, here so that they can be filtered on
    page INTEGER,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    x0 REAL, y0 REAL, x1 REAL, y1 REAL,
    quote TEXT NOT NULL,
    context TEXT,                  -- the sentence or row it stands in, as printed
    value REAL NOT NULL,
    value_to REAL,
    unit TEXT NOT NULL,
    measure TEXT,                  -- in the paper's words
    measure_id TEXT REFERENCES measures(id),
    theme TEXT,
    area TEXT,                     -- null: the paper's own council as a whole
    area_code TEXT,                -- ONS code where known
    period_start TEXT, period_end TEXT, period_label TEXT,
    role TEXT NOT NULL,
    qualifier TEXT,
    rag TEXT,
    direction TEXT,
    table_ref TEXT,                -- JSON {table,row,column,row_path,column_path}; null for prose
    ocr INTEGER NOT NULL DEFAULT 0,
    rule TEXT,
    confidence REAL,
    evidence TEXT,                 -- JSON object: slot -> what it was read from
    status TEXT NOT NULL DEFAULT 'read'   -- read, accepted, corrected, rejected (by a person)
);

CREATE TABLE commitments (
    id TEXT PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id),
    passage_id TEXT REFERENCES passages(id),
    meeting_id TEXT REFERENCES meetings(id),
    council TEXT, committee TEXT, meeting_date TEXT,
    page INTEGER,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    x0 REAL, y0 REAL, x1 REAL, y1 REAL,
    kind TEXT NOT NULL,            -- resolution, recommendation, action, request
    text TEXT NOT NULL,            -- verbatim
    reference TEXT, item TEXT, body TEXT,
    owner TEXT,
    due_text TEXT, due_start TEXT, due_end TEXT,
    first_due_end TEXT,            -- the first due date, where later papers revised it
    printed_status TEXT, response TEXT,
    status TEXT NOT NULL DEFAULT 'open',  -- open, due, overdue, partly_answered, answered, superseded, closed, noted
    status_as_at TEXT,             -- the day the status was worked out for
    status_reason TEXT,
    meetings_since INTEGER,        -- meetings of the committee held since
    not_mentioned_for INTEGER,     -- of these, how many in a row (the latest ones) did not mention it
    rule TEXT, confidence REAL, evidence TEXT,
    review TEXT NOT NULL DEFAULT 'read'   -- read, accepted, corrected, rejected (by a person)
);

CREATE TABLE due_dates (
    commitment_id TEXT NOT NULL REFERENCES commitments(id),
    document_id TEXT NOT NULL REFERENCES documents(id),
    start INTEGER, "end" INTEGER,
    due_text TEXT, due_start TEXT, due_end TEXT,
    stated_on TEXT,                -- meeting date of the paper that states it
    PRIMARY KEY (commitment_id, document_id, start)
);

CREATE TABLE follow_ups (
    id TEXT PRIMARY KEY,           -- commitment id, document id, offset
    commitment_id TEXT NOT NULL REFERENCES commitments(id),
    document_id TEXT NOT NULL REFERENCES documents(id),
    passage_id TEXT REFERENCES passages(id),
    page INTEGER,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    x0 REAL, y0 REAL, x1 REAL, y1 REAL,
    quote TEXT NOT NULL,
    outcome TEXT NOT NULL,         -- done, partly, repeated, superseded
    score REAL NOT NULL,
    why TEXT,                      -- what linked them, in words
    confirmed INTEGER              -- 1 confirmed, 0 rejected by a person, null not looked at
);

CREATE TABLE conflicts (
    id TEXT PRIMARY KEY,
    figure_id TEXT NOT NULL REFERENCES figures(id),
    other_figure_id TEXT NOT NULL REFERENCES figures(id),
    kind TEXT NOT NULL,            -- conflict, restatement
    detail TEXT,
    UNIQUE (figure_id, other_figure_id)
);

CREATE TABLE checks (
    id TEXT PRIMARY KEY,
    figure_id TEXT NOT NULL REFERENCES figures(id),
    other_figure_id TEXT REFERENCES figures(id),
    kind TEXT NOT NULL,            -- rag_against_target, parts_against_percent, magnitude, direction
    detail TEXT NOT NULL
);

CREATE TABLE issues (
    id INTEGER PRIMARY KEY,
    document_id TEXT NOT NULL REFERENCES documents(id),
    page INTEGER,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL
);

CREATE TABLE lineage (
    document_id TEXT NOT NULL REFERENCES documents(id),
    scheme TEXT NOT NULL,          -- modgov:IId, minute_reference, recommendation_number
    identifier TEXT NOT NULL,      -- what the source calls the matter that runs through several meetings
    start INTEGER, "end" INTEGER,
    date TEXT,
    PRIMARY KEY (document_id, scheme, identifier, start)
);

CREATE TABLE corrections (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,            -- correct, accept, reject, merge, split, link, unlink, close, reopen
    target TEXT NOT NULL,          -- id of the figure, commitment, follow-up or measure
    field TEXT,
    before TEXT, after TEXT,
    reason TEXT,
    actor TEXT NOT NULL,
    at TEXT NOT NULL,
    undone_at TEXT
);

CREATE TABLE sources (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,            -- modgov, urls, feed, folder
    base_url TEXT NOT NULL,
    council TEXT,
    committees TEXT,               -- JSON array of {id, name}; null: all
    since TEXT,
    last_run_at TEXT, last_status TEXT, last_detail TEXT,
    meetings_count INTEGER, documents_count INTEGER
);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    started_at TEXT NOT NULL, ended_at TEXT,
    papers INTEGER, read INTEGER, skipped INTEGER, failed INTEGER,
    figures INTEGER, commitments INTEGER,
    seconds_read REAL, seconds_nlp REAL, seconds_store REAL, seconds_link REAL,
    version TEXT, rules_version TEXT
);

CREATE INDEX documents_meeting ON documents(meeting_id);
CREATE INDEX documents_council ON documents(council, committee, meeting_date);
CREATE INDEX documents_sha256 ON documents(sha256);
CREATE INDEX documents_status ON documents(status);
CREATE INDEX documents_kind ON documents(kind);
CREATE INDEX documents_superseded ON documents(superseded_by);
CREATE INDEX documents_version ON documents(version_of);
CREATE INDEX meetings_committee ON meetings(council, committee, date);
CREATE INDEX meetings_date ON meetings(date);
CREATE INDEX passages_document ON passages(document_id, ordinal);
CREATE INDEX measures_name ON measures(name);
CREATE INDEX measures_key ON measures(key, unit);
CREATE INDEX measure_words_measure ON measure_words(measure_id);
CREATE INDEX measures_theme ON measures(theme);
CREATE INDEX measure_aliases_alias ON measure_aliases(alias);
CREATE INDEX figures_document ON figures(document_id, start);
CREATE INDEX figures_passage ON figures(passage_id);
CREATE INDEX figures_meeting ON figures(meeting_id);
CREATE INDEX figures_measure ON figures(measure_id, period_end);
CREATE INDEX figures_council ON figures(council);
CREATE INDEX figures_committee ON figures(committee);
CREATE INDEX figures_date ON figures(meeting_date);
CREATE INDEX figures_unit ON figures(unit);
CREATE INDEX figures_role ON figures(role);
CREATE INDEX figures_area ON figures(area);
CREATE INDEX figures_period ON figures(period_label);
CREATE INDEX figures_theme ON figures(theme);
CREATE INDEX figures_rag ON figures(rag);
CREATE INDEX commitments_document ON commitments(document_id, start);
CREATE INDEX commitments_passage ON commitments(passage_id);
CREATE INDEX commitments_meeting ON commitments(meeting_id);
CREATE INDEX commitments_council ON commitments(council, committee);
CREATE INDEX commitments_date ON commitments(meeting_date);
CREATE INDEX commitments_kind ON commitments(kind);
CREATE INDEX commitments_owner ON commitments(owner);
CREATE INDEX commitments_status ON commitments(status, due_end);
CREATE INDEX follow_ups_commitment ON follow_ups(commitment_id);
CREATE INDEX follow_ups_document ON follow_ups(document_id);
CREATE INDEX follow_ups_passage ON follow_ups(passage_id);
CREATE INDEX due_dates_document ON due_dates(document_id);
CREATE INDEX conflicts_figure ON conflicts(figure_id);
CREATE INDEX conflicts_other ON conflicts(other_figure_id);
CREATE INDEX checks_figure ON checks(figure_id);
CREATE INDEX checks_other ON checks(other_figure_id);
CREATE INDEX issues_document ON issues(document_id);
CREATE INDEX issues_kind ON issues(kind);
CREATE INDEX lineage_identifier ON lineage(scheme, identifier);
CREATE INDEX corrections_target ON corrections(target);

-- Full text search: one table over three kinds of thing, so that one question meets all of them.
CREATE VIRTUAL TABLE passages_fts USING fts5(text, heading, content='passages', tokenize='porter unicode61');
CREATE VIRTUAL TABLE figures_fts USING fts5(measure, context, area, period_label, content='figures', tokenize='porter unicode61');
CREATE VIRTUAL TABLE commitments_fts USING fts5(text, owner, item, content='commitments', tokenize='porter unicode61');

CREATE TRIGGER passages_fts_insert AFTER INSERT ON passages BEGIN
    INSERT INTO passages_fts(rowid, text, heading) VALUES (new.rowid, new.text, new.heading);
END;
CREATE TRIGGER passages_fts_delete AFTER DELETE ON passages BEGIN
    INSERT INTO passages_fts(passages_fts, rowid, text, heading) VALUES ('delete', old.rowid, old.text, old.heading);
END;
CREATE TRIGGER passages_fts_update AFTER UPDATE OF text, heading ON passages BEGIN
    INSERT INTO passages_fts(passages_fts, rowid, text, heading) VALUES ('delete', old.rowid, old.text, old.heading);
    INSERT INTO passages_fts(rowid, text, heading) VALUES (new.rowid, new.text, new.heading);
END;
CREATE TRIGGER figures_fts_insert AFTER INSERT ON figures BEGIN
    INSERT INTO figures_fts(rowid, measure, context, area, period_label) VALUES (new.rowid, new.measure, new.context, new.area, new.period_label);
END;
CREATE TRIGGER figures_fts_delete AFTER DELETE ON figures BEGIN
    INSERT INTO figures_fts(figures_fts, rowid, measure, context, area, period_label) VALUES ('delete', old.rowid, old.measure, old.context, old.area, old.period_label);
END;
CREATE TRIGGER figures_fts_update AFTER UPDATE OF measure, context, area, period_label ON figures BEGIN
    INSERT INTO figures_fts(figures_fts, rowid, measure, context, area, period_label) VALUES ('delete', old.rowid, old.measure, old.context, old.area, old.period_label);
    INSERT INTO figures_fts(rowid, measure, context, area, period_label) VALUES (new.rowid, new.measure, new.context, new.area, new.period_label);
END;
CREATE TRIGGER commitments_fts_insert AFTER INSERT ON commitments BEGIN
    INSERT INTO commitments_fts(rowid, text, owner, item) VALUES (new.rowid, new.text, new.owner, new.item);
END;
CREATE TRIGGER commitments_fts_delete AFTER DELETE ON commitments BEGIN
    INSERT INTO commitments_fts(commitments_fts, rowid, text, owner, item) VALUES ('delete', old.rowid, old.text, old.owner, old.item);
END;
CREATE TRIGGER commitments_fts_update AFTER UPDATE OF text, owner, item ON commitments BEGIN
    INSERT INTO commitments_fts(commitments_fts, rowid, text, owner, item) VALUES ('delete', old.rowid, old.text, old.owner, old.item);
    INSERT INTO commitments_fts(rowid, text, owner, item) VALUES (new.rowid, new.text, new.owner, new.item);
END;
