// Shows copydesk.entries from the beginning, and then as it changes: node entries.js connection.json
const { readFileSync } = require('node:fs')
const { Kafka, logLevel, CompressionTypes, CompressionCodecs } = require('kafkajs')
const { SchemaRegistry } = require('@kafkajs/confluent-schema-registry')
const lz4 = require('lz4js')

// Copydesk writes LZ4, which KafkaJS leaves to others
CompressionCodecs[CompressionTypes.LZ4] = () => ({ decompress: async (bytes) => Buffer.from(lz4.decompress(bytes)) })

const connection = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const registry = new SchemaRegistry(connection.registry)
const kafka = new Kafka({ logLevel: logLevel.ERROR, ...connection.kafka })
// readUncommitted: what was aborted never counts
const consumer = kafka.consumer({ groupId: connection.group, readUncommitted: false })
const shown = new Map() // the version of each entry

async function show({ message }) {
  const id = message.key.toString()
  if (message.value === null) { // a tombstone: forget the entry
    shown.delete(id)
    return console.log(`GONE ${id}`)
  }
  const entry = await registry.decode(message.value)
  if (entry.version <= (shown.get(id) ?? 0)) return
  shown.set(id, entry.version)
  console.log(`${entry.status} ${entry.revision} ${entry.headline}`)
}

async function main() {
  await consumer.connect()
  await consumer.subscribe({ topics: ['copydesk.entries'], fromBeginning: true })
  await consumer.run({ eachMessage: show }) // commits what has been shown
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => consumer.disconnect())
main().catch((failure) => { console.error(failure.message); process.exitCode = 1 })
