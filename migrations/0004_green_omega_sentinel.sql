ALTER TABLE `outbox` ADD `in_vain` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `person` ADD `language_chosen` integer DEFAULT false NOT NULL;