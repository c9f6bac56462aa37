package io.copydesk.enrich;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/// All stores of the process share one cache and one budget for what is not written yet. By default each of the some
/// fifty RocksDB instances (stores × partitions) may take 100 MB outside the heap, and a container is killed for it.
public final class BoundedMemory implements RocksDBConfigSetter {
    /// Blocks that were read, indices and filters, and what is not written yet.
    private static final long CACHE_BYTES = 192L << 20;
    /// The part of it that is not written yet.
    private static final long UNWRITTEN_BYTES = 96L << 20;
    private static final long MEMTABLE_BYTES = 8L << 20;
    private static final int MEMTABLES = 3;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(CACHE_BYTES);
    private static final WriteBufferManager UNWRITTEN = new WriteBufferManager(UNWRITTEN_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setWriteBufferManager(UNWRITTEN);
        options.setWriteBufferSize(MEMTABLE_BYTES);
        options.setMaxWriteBufferNumber(MEMTABLES);
        options.setTableFormatConfig(table);
    }

    /// Cache and budget belong to the process, not to the store.
    @Override
    public void close(String storeName, Options options) {}
}
