// Where the schema lies and where its migrations go: `npm run db:new` after a change of the schema.
import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    './src/service/store/schema.ts',
    './src/service/store/schema-presentation.ts',
    './src/service/store/schema-face-review.ts',
    './src/service/store/schema-protection.ts',
  ],
  out: './migrations',
})
