package io.copydesk.ingest.page;

import com.fasterxml.jackson.databind.JsonNode;

/// A live blog as a page describes it.
record Posting(JsonNode node, UpdateList updates) {}
