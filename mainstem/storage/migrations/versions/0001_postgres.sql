-- The first shape, on postgres. Statements end with a line that holds only two semicolons.

CREATE TABLE users (
    id SERIAL NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    is_admin BOOLEAN DEFAULT false NOT NULL,
    is_enabled BOOLEAN DEFAULT true NOT NULL,
    email TEXT DEFAULT '' NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT,
    preferences TEXT DEFAULT '{}' NOT NULL,
    CONSTRAINT pk_users PRIMARY KEY (id),
    CONSTRAINT uq_users_name_key UNIQUE (name_key)
)
;;

CREATE INDEX ix_users_seen_at ON users (seen_at)
;;

CREATE TABLE icons (
    id SERIAL NOT NULL,
    url TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    data BYTEA NOT NULL,
    digest TEXT NOT NULL,
    fetched_at BIGINT NOT NULL,
    CONSTRAINT pk_icons PRIMARY KEY (id),
    CONSTRAINT uq_icons_url UNIQUE (url)
)
;;

CREATE TABLE settings (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_settings PRIMARY KEY (name)
)
;;

CREATE TABLE clock (
    id INTEGER NOT NULL,
    last_entry_id BIGINT NOT NULL,
    last_serial INTEGER NOT NULL,
    CONSTRAINT pk_clock PRIMARY KEY (id)
)
;;

CREATE TABLE hosts (
    key TEXT NOT NULL,
    is_private BOOLEAN NOT NULL,
    preset_seconds FLOAT NOT NULL,
    spacing_seconds FLOAT NOT NULL,
    free_at BIGINT,
    paused_until BIGINT,
    complained_at BIGINT,
    refusals INTEGER DEFAULT 0 NOT NULL,
    refused_at BIGINT,
    CONSTRAINT pk_hosts PRIMARY KEY (key)
)
;;

CREATE INDEX ix_hosts_paused_until ON hosts (paused_until)
;;

CREATE TABLE gathering (
    id INTEGER NOT NULL,
    owner TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    last_entry_id BIGINT NOT NULL,
    last_correction_id INTEGER NOT NULL,
    next_story_id INTEGER NOT NULL,
    learnt BYTEA NOT NULL,
    CONSTRAINT pk_gathering PRIMARY KEY (id)
)
;;

CREATE TABLE index_languages (
    language TEXT NOT NULL,
    CONSTRAINT pk_index_languages PRIMARY KEY (language)
)
;;

CREATE TABLE vocabulary (
    stem TEXT NOT NULL,
    word TEXT NOT NULL,
    CONSTRAINT pk_vocabulary PRIMARY KEY (stem, word)
)
;;

CREATE TABLE sessions (
    token_hash TEXT NOT NULL,
    user_id INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    user_agent TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_sessions PRIMARY KEY (token_hash),
    CONSTRAINT fk_sessions_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_sessions_expires_at ON sessions (expires_at)
;;

CREATE INDEX ix_sessions_user_id ON sessions (user_id)
;;

CREATE TABLE app_passwords (
    id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    fever_key TEXT,
    scope TEXT DEFAULT 'all' NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    uses BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_app_passwords PRIMARY KEY (id),
    CONSTRAINT fk_app_passwords_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT uq_app_passwords_secret_hash UNIQUE (secret_hash),
    CONSTRAINT uq_app_passwords_fever_key UNIQUE (fever_key)
)
;;

CREATE INDEX ix_app_passwords_user_id ON app_passwords (user_id)
;;

CREATE TABLE changes (
    id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    changed_at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    client TEXT DEFAULT '' NOT NULL,
    action TEXT NOT NULL,
    scope TEXT DEFAULT '' NOT NULL,
    value TEXT DEFAULT '' NOT NULL,
    count INTEGER NOT NULL,
    undone_at BIGINT,
    CONSTRAINT pk_changes PRIMARY KEY (id),
    CONSTRAINT fk_changes_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_changes_user ON changes (user_id, id)
;;

CREATE TABLE feeds (
    id SERIAL NOT NULL,
    identity TEXT NOT NULL,
    feed_url TEXT NOT NULL,
    site_url TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    image_url TEXT DEFAULT '' NOT NULL,
    icon_id INTEGER,
    options TEXT DEFAULT '{}' NOT NULL,
    recipe TEXT,
    is_private BOOLEAN DEFAULT false NOT NULL,
    guid_policy TEXT DEFAULT 'guid' NOT NULL,
    etag TEXT DEFAULT '' NOT NULL,
    last_modified TEXT DEFAULT '' NOT NULL,
    body_hash TEXT DEFAULT '' NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT,
    fetched_at BIGINT,
    succeeded_at BIGINT,
    changed_at BIGINT,
    failing_since BIGINT,
    faults INTEGER DEFAULT 0 NOT NULL,
    fault TEXT DEFAULT '' NOT NULL,
    is_gone BOOLEAN DEFAULT false NOT NULL,
    polling TEXT DEFAULT '{}' NOT NULL,
    CONSTRAINT pk_feeds PRIMARY KEY (id),
    CONSTRAINT uq_feeds_identity UNIQUE (identity),
    CONSTRAINT fk_feeds_icon_id FOREIGN KEY(icon_id) REFERENCES icons (id) ON DELETE SET NULL
)
;;

CREATE INDEX ix_feeds_due_at ON feeds (due_at) WHERE due_at IS NOT NULL
;;

CREATE INDEX ix_feeds_feed_url ON feeds (feed_url)
;;

CREATE TABLE outbox (
    id SERIAL NOT NULL,
    user_id INTEGER,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT,
    tries INTEGER DEFAULT 0 NOT NULL,
    trouble TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_outbox PRIMARY KEY (id),
    CONSTRAINT fk_outbox_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_outbox_user_id ON outbox (user_id)
;;

CREATE INDEX ix_outbox_due_at ON outbox (due_at)
;;

CREATE TABLE queries (
    id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    position INTEGER NOT NULL,
    expression TEXT NOT NULL,
    stream TEXT DEFAULT 'main' NOT NULL,
    show TEXT DEFAULT 'all' NOT NULL,
    sort TEXT DEFAULT 'arrival' NOT NULL,
    is_ascending BOOLEAN DEFAULT false NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    image_url TEXT DEFAULT '' NOT NULL,
    token TEXT,
    shares_entries BOOLEAN DEFAULT false NOT NULL,
    shares_feeds BOOLEAN DEFAULT false NOT NULL,
    CONSTRAINT pk_queries PRIMARY KEY (id),
    CONSTRAINT uq_queries_user_id_name_key UNIQUE (user_id, name_key),
    CONSTRAINT fk_queries_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT uq_queries_token UNIQUE (token)
)
;;

CREATE TABLE rules (
    id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    expression TEXT NOT NULL,
    scope TEXT DEFAULT 'all' NOT NULL,
    actions TEXT NOT NULL,
    stop BOOLEAN DEFAULT false NOT NULL,
    is_enabled BOOLEAN DEFAULT true NOT NULL,
    on_updated BOOLEAN DEFAULT false NOT NULL,
    hits INTEGER DEFAULT 0 NOT NULL,
    hit_at BIGINT,
    created_at BIGINT NOT NULL,
    CONSTRAINT pk_rules PRIMARY KEY (id),
    CONSTRAINT fk_rules_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_rules_user_id ON rules (user_id)
;;

CREATE TABLE services (
    id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    events TEXT DEFAULT '[]' NOT NULL,
    is_enabled BOOLEAN DEFAULT true NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    trouble TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_services PRIMARY KEY (id),
    CONSTRAINT fk_services_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_services_user_id ON services (user_id)
;;

CREATE TABLE positions (
    user_id INTEGER NOT NULL,
    entry_id BIGINT NOT NULL,
    place SMALLINT NOT NULL,
    seconds INTEGER NOT NULL,
    changed_at BIGINT NOT NULL,
    CONSTRAINT pk_positions PRIMARY KEY (user_id, entry_id, place),
    CONSTRAINT fk_positions_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)
;;

CREATE TABLE repeats (
    user_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    digest TEXT NOT NULL,
    status SMALLINT NOT NULL,
    body BYTEA NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT pk_repeats PRIMARY KEY (user_id, key),
    CONSTRAINT fk_repeats_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_repeats_created_at ON repeats (created_at)
;;

CREATE TABLE states (
    user_id INTEGER NOT NULL,
    entry_id BIGINT NOT NULL,
    feed_id INTEGER NOT NULL,
    is_read BOOLEAN DEFAULT false NOT NULL,
    is_starred BOOLEAN DEFAULT false NOT NULL,
    is_hidden BOOLEAN DEFAULT false NOT NULL,
    is_folded BOOLEAN DEFAULT false NOT NULL,
    is_kept_unread BOOLEAN DEFAULT false NOT NULL,
    snoozed_until BIGINT,
    read_at BIGINT,
    starred_at BIGINT,
    changed_at BIGINT,
    note TEXT,
    is_unread BOOLEAN GENERATED ALWAYS AS (not is_read and not is_hidden and not is_folded and snoozed_until is null) STORED,
    CONSTRAINT pk_states PRIMARY KEY (user_id, entry_id),
    CONSTRAINT fk_states_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_states_snoozed ON states (snoozed_until) WHERE snoozed_until is not null
;;

CREATE INDEX ix_states_feed ON states (user_id, feed_id, entry_id)
;;

CREATE INDEX ix_states_changed ON states (user_id, changed_at) WHERE changed_at is not null
;;

CREATE INDEX ix_states_starred ON states (user_id, is_starred, entry_id, feed_id) WHERE is_starred
;;

CREATE INDEX ix_states_unread ON states (user_id, is_unread, entry_id, feed_id) WHERE is_unread
;;

CREATE INDEX ix_states_read_at ON states (user_id, is_read, read_at, entry_id) WHERE is_read
;;

CREATE INDEX ix_states_unread_feed ON states (user_id, is_unread, feed_id, entry_id) WHERE is_unread
;;

CREATE INDEX ix_states_put_away ON states (user_id, feed_id, entry_id) WHERE (is_hidden OR snoozed_until IS NOT NULL)
;;

CREATE TABLE labels (
    id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    position INTEGER,
    color TEXT DEFAULT '' NOT NULL,
    total_count INTEGER DEFAULT 0 NOT NULL,
    unread_count INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_labels PRIMARY KEY (id),
    CONSTRAINT uq_labels_user_id_name_key UNIQUE (user_id, name_key),
    CONSTRAINT fk_labels_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)
;;

CREATE TABLE story_corrections (
    id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    entry_a BIGINT NOT NULL,
    entry_b BIGINT NOT NULL,
    is_same BOOLEAN NOT NULL,
    said_at BIGINT NOT NULL,
    CONSTRAINT pk_story_corrections PRIMARY KEY (id),
    CONSTRAINT fk_story_corrections_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_story_corrections_user_id ON story_corrections (user_id)
;;

CREATE TABLE story_folding (
    user_id INTEGER NOT NULL,
    begun_at BIGINT NOT NULL,
    CONSTRAINT pk_story_folding PRIMARY KEY (user_id),
    CONSTRAINT fk_story_folding_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
)
;;

CREATE TABLE folders (
    id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    parent_id INTEGER,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    position INTEGER,
    settings TEXT DEFAULT '{}' NOT NULL,
    CONSTRAINT pk_folders PRIMARY KEY (id),
    CONSTRAINT fk_folders_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_folders_parent_id FOREIGN KEY(parent_id) REFERENCES folders (id) ON DELETE SET NULL
)
;;

CREATE UNIQUE INDEX uq_folders_name ON folders (user_id, coalesce(parent_id, 0), name_key)
;;

CREATE TABLE changed_entries (
    change_id INTEGER NOT NULL,
    entry_id BIGINT NOT NULL,
    before SMALLINT NOT NULL,
    CONSTRAINT pk_changed_entries PRIMARY KEY (change_id, entry_id),
    CONSTRAINT fk_changed_entries_change_id FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
)
;;

CREATE TABLE entries (
    id BIGINT NOT NULL,
    serial INTEGER NOT NULL,
    feed_id INTEGER NOT NULL,
    guid TEXT NOT NULL,
    guid_key TEXT NOT NULL,
    url TEXT NOT NULL,
    url_key BIGINT DEFAULT 0 NOT NULL,
    title TEXT NOT NULL,
    authors TEXT DEFAULT '' NOT NULL,
    published_at BIGINT NOT NULL,
    updated_at BIGINT,
    changed_at BIGINT NOT NULL,
    listed_at BIGINT NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    image_url TEXT DEFAULT '' NOT NULL,
    length INTEGER DEFAULT 0 NOT NULL,
    has SMALLINT DEFAULT 0 NOT NULL,
    content_key TEXT NOT NULL,
    CONSTRAINT pk_entries PRIMARY KEY (id),
    CONSTRAINT uq_entries_serial UNIQUE (serial),
    CONSTRAINT fk_entries_feed_id FOREIGN KEY(feed_id) REFERENCES feeds (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_entries_url_key ON entries (url_key)
;;

CREATE UNIQUE INDEX uq_entries_feed_id_guid_key ON entries (feed_id, guid_key)
;;

CREATE INDEX ix_entries_published_at ON entries (published_at, id)
;;

CREATE INDEX ix_entries_feed_id_id ON entries (feed_id, id)
;;

CREATE TABLE tombstones (
    feed_id INTEGER NOT NULL,
    guid_key TEXT NOT NULL,
    entry_id BIGINT NOT NULL,
    listed_at BIGINT NOT NULL,
    CONSTRAINT pk_tombstones PRIMARY KEY (feed_id, guid_key),
    CONSTRAINT fk_tombstones_feed_id FOREIGN KEY(feed_id) REFERENCES feeds (id) ON DELETE CASCADE
)
;;

CREATE TABLE icon_searches (
    feed_id INTEGER NOT NULL,
    searched_at BIGINT NOT NULL,
    CONSTRAINT pk_icon_searches PRIMARY KEY (feed_id),
    CONSTRAINT fk_icon_searches_feed_id FOREIGN KEY(feed_id) REFERENCES feeds (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_icon_searches_searched_at ON icon_searches (searched_at)
;;

CREATE TABLE polls (
    id BIGSERIAL NOT NULL,
    feed_id INTEGER NOT NULL,
    polled_at BIGINT NOT NULL,
    cause TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status SMALLINT NOT NULL,
    bytes INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    new_count INTEGER DEFAULT 0 NOT NULL,
    changed_count INTEGER DEFAULT 0 NOT NULL,
    final_url TEXT DEFAULT '' NOT NULL,
    sent TEXT DEFAULT '{}' NOT NULL,
    got TEXT DEFAULT '{}' NOT NULL,
    words TEXT DEFAULT '' NOT NULL,
    due_at BIGINT,
    decided_by TEXT DEFAULT '' NOT NULL,
    why TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_polls PRIMARY KEY (id),
    CONSTRAINT fk_polls_feed_id FOREIGN KEY(feed_id) REFERENCES feeds (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_polls_feed ON polls (feed_id, id)
;;

CREATE INDEX ix_polls_polled_at ON polls (polled_at)
;;

CREATE TABLE documents (
    feed_id INTEGER NOT NULL,
    traces BYTEA NOT NULL,
    older_url TEXT DEFAULT '' NOT NULL,
    reached_url TEXT,
    CONSTRAINT pk_documents PRIMARY KEY (feed_id),
    CONSTRAINT fk_documents_feed_id FOREIGN KEY(feed_id) REFERENCES feeds (id) ON DELETE CASCADE
)
;;

CREATE TABLE pushes (
    feed_id INTEGER NOT NULL,
    kind TEXT DEFAULT 'websub' NOT NULL,
    hub_url TEXT NOT NULL,
    topic TEXT NOT NULL,
    token TEXT NOT NULL,
    secret TEXT NOT NULL,
    asked_at BIGINT,
    ask_at BIGINT,
    lease_until BIGINT,
    delivered_at BIGINT,
    trouble TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_pushes PRIMARY KEY (feed_id),
    CONSTRAINT fk_pushes_feed_id FOREIGN KEY(feed_id) REFERENCES feeds (id) ON DELETE CASCADE,
    CONSTRAINT uq_pushes_token UNIQUE (token)
)
;;

CREATE INDEX ix_pushes_topic ON pushes (topic)
;;

CREATE INDEX ix_pushes_ask_at ON pushes (ask_at)
;;

CREATE TABLE repairs (
    feed_id INTEGER NOT NULL,
    searched_at BIGINT NOT NULL,
    feed_url TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    overlap FLOAT DEFAULT 0 NOT NULL,
    CONSTRAINT pk_repairs PRIMARY KEY (feed_id),
    CONSTRAINT fk_repairs_feed_id FOREIGN KEY(feed_id) REFERENCES feeds (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_repairs_searched_at ON repairs (searched_at)
;;

CREATE TABLE labelled (
    user_id INTEGER NOT NULL,
    label_id INTEGER NOT NULL,
    entry_id BIGINT NOT NULL,
    labelled_at BIGINT NOT NULL,
    CONSTRAINT pk_labelled PRIMARY KEY (user_id, label_id, entry_id),
    CONSTRAINT fk_labelled_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_labelled_label_id FOREIGN KEY(label_id) REFERENCES labels (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_labelled_entry_only ON labelled (entry_id)
;;

CREATE INDEX ix_labelled_entry ON labelled (user_id, entry_id)
;;

CREATE TABLE subscriptions (
    id SERIAL NOT NULL,
    user_id INTEGER NOT NULL,
    feed_id INTEGER NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    visibility SMALLINT DEFAULT 10 NOT NULL,
    is_muted BOOLEAN DEFAULT false NOT NULL,
    position INTEGER,
    subscribed_at BIGINT NOT NULL,
    left_at BIGINT,
    settings TEXT DEFAULT '{}' NOT NULL,
    total_count INTEGER DEFAULT 0 NOT NULL,
    unread_count INTEGER DEFAULT 0 NOT NULL,
    starred_count INTEGER DEFAULT 0 NOT NULL,
    starred_unread_count INTEGER DEFAULT 0 NOT NULL,
    CONSTRAINT pk_subscriptions PRIMARY KEY (id),
    CONSTRAINT uq_subscriptions_user_id_feed_id UNIQUE (user_id, feed_id),
    CONSTRAINT fk_subscriptions_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT fk_subscriptions_feed_id FOREIGN KEY(feed_id) REFERENCES feeds (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_subscriptions_narrow ON subscriptions (user_id, visibility, feed_id) WHERE visibility < 10 or left_at is not null
;;

CREATE INDEX ix_subscriptions_feed_id ON subscriptions (feed_id)
;;

CREATE TABLE contents (
    entry_id BIGINT NOT NULL,
    html TEXT NOT NULL,
    summary TEXT DEFAULT '' NOT NULL,
    text TEXT NOT NULL,
    original TEXT,
    categories TEXT DEFAULT '[]' NOT NULL,
    enclosures TEXT DEFAULT '[]' NOT NULL,
    extras TEXT DEFAULT '{}' NOT NULL,
    policy SMALLINT NOT NULL,
    CONSTRAINT pk_contents PRIMARY KEY (entry_id),
    CONSTRAINT fk_contents_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id) ON DELETE CASCADE
)
;;

CREATE TABLE versions (
    id SERIAL NOT NULL,
    entry_id BIGINT NOT NULL,
    replaced_at BIGINT NOT NULL,
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    html TEXT NOT NULL,
    content_key TEXT NOT NULL,
    CONSTRAINT pk_versions PRIMARY KEY (id),
    CONSTRAINT fk_versions_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_versions_entry_id ON versions (entry_id)
;;

CREATE INDEX ix_versions_replaced_at ON versions (replaced_at)
;;

CREATE TABLE story_links (
    entry_id BIGINT NOT NULL,
    story_id INTEGER NOT NULL,
    copy_of BIGINT,
    evidence TEXT DEFAULT '[]' NOT NULL,
    CONSTRAINT pk_story_links PRIMARY KEY (entry_id),
    CONSTRAINT fk_story_links_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_story_links_story_id ON story_links (story_id, entry_id)
;;

CREATE TABLE story_events (
    entry_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    last_day TEXT,
    event TEXT NOT NULL,
    CONSTRAINT pk_story_events PRIMARY KEY (entry_id, number),
    CONSTRAINT fk_story_events_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_story_events_last_day ON story_events (last_day)
;;

CREATE TABLE subscription_folders (
    subscription_id INTEGER NOT NULL,
    folder_id INTEGER NOT NULL,
    CONSTRAINT pk_subscription_folders PRIMARY KEY (subscription_id, folder_id),
    CONSTRAINT fk_subscription_folders_subscription_id FOREIGN KEY(subscription_id) REFERENCES subscriptions (id) ON DELETE CASCADE,
    CONSTRAINT fk_subscription_folders_folder_id FOREIGN KEY(folder_id) REFERENCES folders (id) ON DELETE CASCADE
)
;;

CREATE INDEX ix_subscription_folders_folder_id ON subscription_folders (folder_id)
;;

CREATE TABLE IF NOT EXISTS search_index (
        serial integer PRIMARY KEY, words tsvector NOT NULL)
;;

CREATE INDEX IF NOT EXISTS ix_search_index_words ON search_index USING gin (words)
;;

CREATE FUNCTION states_came() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE subscriptions s SET
      total_count = s.total_count + d.total,
      unread_count = s.unread_count + d.unread,
      starred_count = s.starred_count + d.starred,
      starred_unread_count = s.starred_unread_count + d.starred_unread
    FROM (SELECT user_id, feed_id, count(*) AS total, count(*) FILTER (WHERE is_unread) AS unread,
 count(*) FILTER (WHERE is_starred) AS starred,
 count(*) FILTER (WHERE is_starred AND is_unread) AS starred_unread FROM came GROUP BY user_id, feed_id
          ORDER BY user_id, feed_id) d
    WHERE s.user_id = d.user_id AND s.feed_id = d.feed_id;
 RETURN NULL; END $$
;;

CREATE TRIGGER states_came AFTER INSERT ON states REFERENCING NEW TABLE AS came
       FOR EACH STATEMENT EXECUTE FUNCTION states_came()
;;

CREATE FUNCTION states_went() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE subscriptions s SET
      total_count = s.total_count + d.total,
      unread_count = s.unread_count + d.unread,
      starred_count = s.starred_count + d.starred,
      starred_unread_count = s.starred_unread_count + d.starred_unread
    FROM (SELECT user_id, feed_id, -count(*) AS total, -count(*) FILTER (WHERE is_unread) AS unread,
 -count(*) FILTER (WHERE is_starred) AS starred,
 -count(*) FILTER (WHERE is_starred AND is_unread) AS starred_unread FROM went GROUP BY user_id, feed_id
          ORDER BY user_id, feed_id) d
    WHERE s.user_id = d.user_id AND s.feed_id = d.feed_id;
 RETURN NULL; END $$
;;

CREATE TRIGGER states_went AFTER DELETE ON states REFERENCING OLD TABLE AS went
       FOR EACH STATEMENT EXECUTE FUNCTION states_went()
;;

CREATE FUNCTION states_turned() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE subscriptions s SET
      total_count = s.total_count + d.total,
      unread_count = s.unread_count + d.unread,
      starred_count = s.starred_count + d.starred,
      starred_unread_count = s.starred_unread_count + d.starred_unread
    FROM (SELECT user_id, feed_id, 0 AS total, sum(unread) AS unread, sum(starred) AS starred, sum(starred_unread) AS starred_unread FROM (SELECT n.user_id, n.feed_id, n.entry_id,
  n.is_unread::int - o.is_unread::int AS unread, n.is_starred::int - o.is_starred::int AS starred,
  (n.is_starred AND n.is_unread)::int - (o.is_starred AND o.is_unread)::int AS starred_unread
  FROM turned n JOIN was o ON o.user_id = n.user_id AND o.entry_id = n.entry_id) t GROUP BY user_id, feed_id
          ORDER BY user_id, feed_id) d
    WHERE s.user_id = d.user_id AND s.feed_id = d.feed_id;
    UPDATE labels l SET unread_count = l.unread_count + d.unread
    FROM (SELECT x.label_id, sum(t.unread) AS unread FROM (SELECT n.user_id, n.feed_id, n.entry_id,
  n.is_unread::int - o.is_unread::int AS unread, n.is_starred::int - o.is_starred::int AS starred,
  (n.is_starred AND n.is_unread)::int - (o.is_starred AND o.is_unread)::int AS starred_unread
  FROM turned n JOIN was o ON o.user_id = n.user_id AND o.entry_id = n.entry_id) t
          JOIN labelled x ON x.user_id = t.user_id AND x.entry_id = t.entry_id
          WHERE t.unread <> 0 GROUP BY x.label_id ORDER BY x.label_id) d
    WHERE l.id = d.label_id;
 RETURN NULL; END $$
;;

CREATE TRIGGER states_turned AFTER UPDATE ON states REFERENCING OLD TABLE AS was NEW TABLE AS turned
       FOR EACH STATEMENT EXECUTE FUNCTION states_turned()
;;

CREATE FUNCTION labelled_came() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE labels l SET total_count = l.total_count + d.total, unread_count = l.unread_count + d.unread
    FROM (SELECT x.label_id, count(*) AS total, count(*) FILTER (WHERE s.is_unread) AS unread
          FROM came x LEFT JOIN states s ON s.user_id = x.user_id AND s.entry_id = x.entry_id
          GROUP BY x.label_id ORDER BY x.label_id) d
    WHERE l.id = d.label_id;
     RETURN NULL; END $$
;;

CREATE TRIGGER labelled_came AFTER INSERT ON labelled REFERENCING NEW TABLE AS came
       FOR EACH STATEMENT EXECUTE FUNCTION labelled_came()
;;

CREATE FUNCTION labelled_went() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE labels l SET total_count = l.total_count - d.total, unread_count = l.unread_count - d.unread
    FROM (SELECT x.label_id, count(*) AS total, count(*) FILTER (WHERE s.is_unread) AS unread
          FROM went x LEFT JOIN states s ON s.user_id = x.user_id AND s.entry_id = x.entry_id
          GROUP BY x.label_id ORDER BY x.label_id) d
    WHERE l.id = d.label_id;
     RETURN NULL; END $$
;;

CREATE TRIGGER labelled_went AFTER DELETE ON labelled REFERENCING OLD TABLE AS went
       FOR EACH STATEMENT EXECUTE FUNCTION labelled_went()
;;
