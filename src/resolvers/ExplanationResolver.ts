import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Batch, Context } from '../context.js';
import type { Task } from '../entities/Task.js';
import { explanationWords, forecastWords } from '../operations/explanationTexts.js';
import { forecastOf, limitsOf, limitsOfService } from '../operations/explainTask.js';
import { factsOfTasks, type ServiceFacts, type TaskFacts } from '../operations/taskFacts.js';
import { type ServiceExplanation, TaskExplanation } from '../schema/explanation.js';
import { TaskType } from '../schema/task.js';
import { userById } from './UserResolver.js';

const factsByTask: Batch<string, TaskFacts> = async (ctx, ids) => {
  const found = await factsOfTasks(ctx.em, ids);
  return ids.map((id) => found.get(id) ?? new Error(`no task ${id}`));
};

@Resolver(() => TaskType)
export class ExplanationResolver {
  @FieldResolver(() => TaskExplanation, { description: 'Why it is not sending, or how it sends, and when it will end.' })
  async explanation(@Root() task: Task, @Ctx() ctx: Context): Promise<TaskExplanation> {
    const facts = await ctx.loader(factsByTask).load(task.id);
    const limits = limitsOf(facts);
    const forecast = forecastOf(facts);
    const mayKnowWho = facts.pausedBy && (ctx.isAdmin || facts.pausedBy === ctx.viewer.id);
    return {
      message: explanationWords(facts, limits, forecast, ctx.isAdmin),
      limits,
      services: facts.services.map((service) => shown(service, ctx.isAdmin)),
      pausedAt: facts.pausedAt,
      pausedBy: mayKnowWho ? await ctx.loader(userById).load(facts.pausedBy!) : null,
      forecast: { ...forecast, message: forecastWords(forecast, facts) },
    };
  }
}

/** An operator may know of a service what the class of its trouble is and when that ends; the rest is for administrators (F22.6). */
function shown(service: ServiceFacts, isAdmin: boolean): ServiceExplanation {
  const { id, name, domain } = service;
  const limits = limitsOfService(service).filter(({ kind }) => isAdmin || kind !== 'SLOWED');
  return { id, name, domain, limits, detail: isAdmin ? service : null };
}
