CREATE TABLE `blob` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`kind` text NOT NULL,
	`sealed` blob,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `blob_kind_created` ON `blob` (`kind`,`created_at`);--> statement-breakpoint
CREATE INDEX `blob_person` ON `blob` (`person`);--> statement-breakpoint
CREATE TABLE `card` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`id_hash` text NOT NULL,
	`content` blob NOT NULL,
	`portrait` text NOT NULL,
	`document_assurance` text NOT NULL,
	`face_assurance` text NOT NULL,
	`status_index` integer NOT NULL,
	`status` text NOT NULL,
	`issued_at` integer NOT NULL,
	`change_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `card_status_index_unique` ON `card` (`status_index`);--> statement-breakpoint
CREATE UNIQUE INDEX `card_one_active` ON `card` (`id_hash`) WHERE status != 'revoked';--> statement-breakpoint
CREATE INDEX `card_person` ON `card` (`person`);--> statement-breakpoint
CREATE INDEX `card_not_valid` ON `card` (`status`) WHERE status != 'valid';--> statement-breakpoint
CREATE INDEX `card_portrait` ON `card` (`portrait`);--> statement-breakpoint
CREATE TABLE `challenge` (
	`hash` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`asks` text NOT NULL,
	`issued_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `challenge_issued` ON `challenge` (`issued_at`);--> statement-breakpoint
CREATE TABLE `consent` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person` text NOT NULL,
	`kind` text NOT NULL,
	`version` text NOT NULL,
	`text_hash` text NOT NULL,
	`given` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `consent_person` ON `consent` (`person`);--> statement-breakpoint
CREATE TABLE `enrolment` (
	`person` text PRIMARY KEY NOT NULL,
	`step` text NOT NULL,
	`resume` text,
	`failures` text NOT NULL,
	`map_version` integer NOT NULL,
	`version` integer NOT NULL,
	`move_id` text,
	`facts` blob,
	`portrait` text,
	`started_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `enrolment_portrait` ON `enrolment` (`portrait`);--> statement-breakpoint
CREATE TABLE `help_case` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`person` text NOT NULL,
	`reason` text NOT NULL,
	`opened_at` integer NOT NULL,
	`closed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `help_case_open_code` ON `help_case` (`code`) WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX `help_case_person` ON `help_case` (`person`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person` text NOT NULL,
	`kind` text NOT NULL,
	`intent` blob NOT NULL,
	`retry_key` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer NOT NULL,
	`leased_until` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_retry_key_unique` ON `outbox` (`retry_key`);--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`);--> statement-breakpoint
CREATE INDEX `outbox_person` ON `outbox` (`person`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`line_hash` text NOT NULL,
	`line_user_id` blob NOT NULL,
	`key_wrapped` blob NOT NULL,
	`key_version` integer NOT NULL,
	`language` text NOT NULL,
	`following` integer NOT NULL,
	`entered_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_line_hash_unique` ON `person` (`line_hash`);--> statement-breakpoint
CREATE TABLE `pin` (
	`person` text PRIMARY KEY NOT NULL,
	`secret` blob NOT NULL,
	`failures` integer NOT NULL,
	`locked_until` integer NOT NULL,
	`set_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `token` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`person` text NOT NULL,
	`vault` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `token_expiry` ON `token` (`expires_at`);--> statement-breakpoint
CREATE INDEX `token_person` ON `token` (`person`);--> statement-breakpoint
CREATE TABLE `waiting_photo` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`vault` text NOT NULL,
	`message_id` text NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `waiting_photo_person` ON `waiting_photo` (`person`);--> statement-breakpoint
CREATE INDEX `waiting_photo_received` ON `waiting_photo` (`received_at`);--> statement-breakpoint
CREATE TABLE `webhook_event` (
	`id` text PRIMARY KEY NOT NULL,
	`event` blob,
	`key_version` integer NOT NULL,
	`received_at` integer NOT NULL,
	`leased_until` integer NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `webhook_event_open` ON `webhook_event` (`leased_until`) WHERE done_at is null;--> statement-breakpoint
CREATE INDEX `webhook_event_received` ON `webhook_event` (`received_at`);--> statement-breakpoint
CREATE TABLE `look` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`seq` integer NOT NULL,
	`content` blob NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `look_chain` ON `look` (`person`,`seq`);--> statement-breakpoint
CREATE TABLE `official_session` (
	`hash` text PRIMARY KEY NOT NULL,
	`content` blob NOT NULL,
	`key_version` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `official_session_expiry` ON `official_session` (`expires_at`);--> statement-breakpoint
CREATE TABLE `request` (
	`hash` text PRIMARY KEY NOT NULL,
	`content` blob NOT NULL,
	`key_version` integer NOT NULL,
	`scope` text NOT NULL,
	`state` text NOT NULL,
	`person` text,
	`expires_at` integer NOT NULL,
	`look_id` text
);
--> statement-breakpoint
CREATE INDEX `request_expiry` ON `request` (`expires_at`);--> statement-breakpoint
CREATE INDEX `request_person` ON `request` (`person`);--> statement-breakpoint
CREATE TABLE `share` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`person` text NOT NULL,
	`scope` text NOT NULL,
	`unmasked` integer NOT NULL,
	`views_left` integer NOT NULL,
	`refused` integer NOT NULL,
	`made_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`look_id` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `share_hash_unique` ON `share` (`hash`);--> statement-breakpoint
CREATE INDEX `share_person` ON `share` (`person`);--> statement-breakpoint
CREATE INDEX `share_expiry` ON `share` (`expires_at`);--> statement-breakpoint
CREATE TABLE `shown` (
	`hash` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`scope` text NOT NULL,
	`via` text NOT NULL,
	`looks` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`look_id` text
);
--> statement-breakpoint
CREATE INDEX `shown_expiry` ON `shown` (`expires_at`);--> statement-breakpoint
CREATE INDEX `shown_person` ON `shown` (`person`);