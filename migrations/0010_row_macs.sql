ALTER TABLE `card` ADD `serial` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `card` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `challenge` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `enrolment` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `id_token` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `new_pin` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `person` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `pin` ADD `serial` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `pin` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `token` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `official_session` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `request` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `share` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `shown` ADD `mac` text;--> statement-breakpoint
ALTER TABLE `face_case` ADD `mac` text;