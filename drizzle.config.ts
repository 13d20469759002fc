// Where the schema lies and where its migrations go: `npm run db:new` after a change of the schema.
import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './src/service/store/schema.ts',
    './src/service/store/schema-showing.ts',
    './src/service/store/schema-looking.ts',
  ],
  out: './migrations',
})
