/** Who is mailed: (everybody, or who has one of the tags or is named) but who has one of the excluded tags or is named there. */
export interface AudienceRule {
  includeAll: boolean;
  includeTagIds: string[];
  includeContactIds: string[];
  excludeTagIds: string[];
  excludeContactIds: string[];
}
