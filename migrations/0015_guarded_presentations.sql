ALTER TABLE `pass` ADD `serial` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `pass` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `share` ADD `serial` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `number_outcome` ADD `mac` text;